import { readSelectors, type Selector } from './selector.ts';

/** What a CSS rule says about fonts; `inherit` takes the parent's. */
export interface FontRule {
  selector: Selector;
  /** Later of two rules of one specificity wins. */
  order: number;
  /** Where it counts; both when absent. */
  medium?: Medium;
  font: FontDeclarations;
}

export type Medium = 'screen' | 'print';

export interface FontDeclarations {
  family?: string;
  bold?: boolean | 'inherit';
  italic?: boolean | 'inherit';
}

/**
 * The rules of a style sheet that choose a font, those of browsers for HTML first. Conditions other than `screen` and
 * `print` are taken to hold.
 */
export function fontRules(css: string): FontRule[] {
  const rules: FontRule[] = [];
  readBlocks(ofBrowsers + css.replace(/\/\*[\s\S]*?\*\//g, ''), undefined, rules);
  return rules;
}

/** Text that the style sheet itself prints: strings of `content`, in page margins too. */
export function contentStrings(css: string): string {
  const values = [...css.matchAll(/[{;\s]content\s*:([^;}]*)/g)].map(([, value = '']) => value);
  const strings = values.flatMap((value) => value.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g) ?? []);
  return strings.map((string) => string.slice(1, -1).replace(/\\([\da-f]{1,6})\s?|\\(.)/gi, unescapeCss)).join('');
}

/** Fonts from attributes: `style` and SVG's own, as declarations. */
export function attributeFont(attributes: ReadonlyMap<string, string>): {
  hint: FontDeclarations;
  style: FontDeclarations;
} {
  const hints = ['font-family', 'font-weight', 'font-style'].flatMap((name) => {
    const value = attributes.get(name);
    return value === undefined ? [] : [`${name}:${value}`];
  });
  return { hint: readDeclarations(hints.join(';')), style: readDeclarations(attributes.get('style') ?? '') };
}

const ofBrowsers = 'h1,h2,h3,h4,h5,h6,b,strong,th{font-weight:bold}em,i,cite,dfn,var,address{font-style:italic}';

function readBlocks(css: string, medium: Medium | undefined, rules: FontRule[]): void {
  for (const { prelude, body } of blocksOf(css)) {
    if (/^@(media|supports|layer|container)\b/.test(prelude)) readBlocks(body, mediumOf(prelude) ?? medium, rules);
    else if (!prelude.startsWith('@')) readRule(prelude, body, medium, rules);
  }
}

function readRule(prelude: string, body: string, medium: Medium | undefined, rules: FontRule[]): void {
  const font = readDeclarations(body);
  if (Object.keys(font).length === 0) return;
  for (const selector of readSelectors(prelude)) {
    rules.push({ selector, order: rules.length, font, ...(medium && { medium }) });
  }
}

function mediumOf(prelude: string): Medium | undefined {
  return /^@media\s+(?:only\s+)?(screen|print)\b/.exec(prelude)?.[1] as Medium | undefined;
}

function* blocksOf(css: string): Generator<{ prelude: string; body: string }> {
  let start = 0;
  for (let open = css.indexOf('{'); open >= 0; open = css.indexOf('{', start)) {
    const close = closingBrace(css, open);
    const prelude = css.slice(start, open);
    yield { prelude: prelude.slice(prelude.lastIndexOf(';') + 1).trim(), body: css.slice(open + 1, close) };
    start = close + 1;
  }
}

function closingBrace(css: string, open: number): number {
  const brace = /[{}"']/g;
  brace.lastIndex = open;
  let depth = 0;
  for (let found = brace.exec(css); found !== null; found = brace.exec(css)) {
    if (found[0] === '{') depth++;
    else if (found[0] === '}') {
      depth -= 1;
      if (depth === 0) return found.index;
    } else brace.lastIndex = endOfString(css, found.index) + 1;
  }
  return css.length;
}

function endOfString(css: string, start: number): number {
  for (let i = start + 1; i < css.length; i++) {
    if (css[i] === '\\') i++;
    else if (css[i] === css[start]) return i;
  }
  return css.length;
}

function readDeclarations(body: string): FontDeclarations {
  const font: FontDeclarations = {};
  for (const [, name = '', value = ''] of body.matchAll(/(?:^|[;\s])(font(?:-family|-weight|-style)?)\s*:([^;{}]+)/g)) {
    const text = value.replace('!important', '').trim();
    if (name === 'font-family' || name === 'font') font.family = familyIn(text);
    if (name === 'font-weight' || name === 'font') font.bold = weightIn(text);
    if (name === 'font-style' || name === 'font') font.italic = slopeIn(text);
  }
  return font;
}

/** Of the shorthand `700 1rem/1.2 var(--serif)`, what stands behind the size. */
function familyIn(value: string): string {
  return value.replace(/^.*?[\d.]+(?:px|pt|r?em|%|mm)(?:\/\S+)?\s+/, '');
}

function weightIn(value: string): boolean | 'inherit' {
  if (/^(inherit|unset|revert)/.test(value)) return 'inherit';
  return /\bbold(er)?\b|\b[6-9]00\b/.test(value);
}

function slopeIn(value: string): boolean | 'inherit' {
  if (/^(inherit|unset|revert)/.test(value)) return 'inherit';
  return /\b(italic|oblique)\b/.test(value);
}

function unescapeCss(_escape: string, hex?: string, character = ''): string {
  return hex === undefined ? character : String.fromCodePoint(Number.parseInt(hex, 16));
}
