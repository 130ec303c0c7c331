import type { Diagnostics } from '../../base/diagnostic.ts';
import type { LanguageTag } from '../../base/language.ts';
import { type Advances, readAdvances } from './advances.ts';
import { type Face, type FaceId, type Family, faceOf, facePath, faces, familiesFor, type Role } from './faces.ts';
import {
  attributeFont,
  contentStrings,
  type FontDeclarations,
  type FontRule,
  fontRules,
  type Medium,
} from './font-rules.ts';
import { type HtmlVisitor, type ScannedElement, scanHtml } from './html-scan.ts';
import type { Selectable } from './selector.ts';

/**
 * Finds which characters each face has to have for a finished HTML document: its text, also inside SVG, under the fonts
 * that its own `style` elements choose on screen or in print, language by language. A face in use also gets the
 * printable ASCII characters, so that page numbers and scripts find theirs. Characters that no face has are reported,
 * once each, as `glyph-missing`.
 */
export async function fontUsage(html: string, diagnostics: Diagnostics): Promise<Map<FaceId, Set<number>>> {
  const runs = readRuns(html);
  const coverage = await loadCoverage();
  const usage = new Map<FaceId, Set<number>>();
  const missing = new Set<number>();
  const use = ({ id }: Face, codePoint: number) => {
    const characters = usage.get(id);
    if (characters) characters.add(codePoint);
    else usage.set(id, new Set([codePoint]));
  };
  for (const { chain, text, samples } of runs) {
    const [first] = chain;
    for (const character of basic + [...text].join('')) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (isInvisible(codePoint)) continue;
      const face = chain.find(({ id }) => coverage.get(id)?.(codePoint) !== undefined);
      if (face) use(face, codePoint);
      else if (first && !missing.has(codePoint)) {
        missing.add(codePoint);
        reportMissing(character, samples.get(character) ?? character, diagnostics);
      }
    }
  }
  return usage;
}

/** Everything set in one chain of faces: its characters, and for each the text that it was first met in. */
interface Run {
  chain: Face[];
  text: Set<string>;
  samples: Map<string, string>;
}

interface StyledElement extends Selectable {
  fonts: Record<Medium, Font>;
  hidden: boolean;
}

interface Font {
  /** Families as a style names them, or the role whose families the language orders. */
  families: Family[] | Role;
  bold: boolean;
  italic: boolean;
}

const media: Medium[] = ['screen', 'print'];
const plain: Font = { families: 'sans', bold: false, italic: false };
const basic = String.fromCodePoint(...Array.from({ length: 95 }, (_, i) => 0x20 + i));
const withoutText = new Set(['head', 'script', 'style', 'title', 'desc', 'metadata', 'template', 'iframe']);

function readRuns(html: string): Run[] {
  const css = styleOf(html);
  const rules = fontRules(css);
  const runs = new Map<string, Run>();
  const stack: StyledElement[] = [];
  const languages = new Set<LanguageTag>();
  const visitor: HtmlVisitor = {
    open(scanned) {
      if (scanned.empty) return;
      const element = styled(scanned, stack.at(-1), rules);
      if (element.language !== '') languages.add(element.language);
      stack.push(element);
    },
    close(tag) {
      const at = stack.findLastIndex((element) => element.tag === tag);
      if (at >= 0) stack.length = at;
    },
    text(text) {
      const element = stack.at(-1);
      if (element?.hidden) return;
      for (const medium of media) addText(text, element?.fonts[medium] ?? plain, element?.language ?? '', runs);
    },
    style() {},
  };
  scanHtml(html, visitor);
  for (const language of languages) addText(contentStrings(css), plain, language, runs);
  return [...runs.values()];
}

function styleOf(html: string): string {
  const styles: string[] = [];
  scanHtml(html, { open() {}, close() {}, text() {}, style: (css) => styles.push(css) });
  return styles.join('\n');
}

function styled(scanned: ScannedElement, parent: StyledElement | undefined, rules: FontRule[]): StyledElement {
  const { tag, attributes } = scanned;
  const selectable: Selectable = {
    tag,
    attributes,
    id: attributes.get('id') ?? '',
    classes: (attributes.get('class') ?? '').split(/\s+/),
    language: attributes.get('lang') ?? attributes.get('xml:lang') ?? parent?.language ?? '',
    parent,
  };
  const matching = rules
    .filter(({ selector }) => selector.matches(selectable))
    .sort((a, b) => a.selector.specificity - b.selector.specificity || a.order - b.order);
  const { hint, style } = attributeFont(attributes);
  const fontOn = (medium: Medium) => {
    const inherited = parent?.fonts[medium] ?? plain;
    const declared = matching.filter((rule) => rule.medium === undefined || rule.medium === medium);
    return [hint, ...declared.map(({ font }) => font), style].reduce(
      (font, next) => declare(font, next, inherited),
      inherited,
    );
  };
  const hidden = (parent?.hidden ?? false) || withoutText.has(tag);
  return { ...selectable, fonts: { screen: fontOn('screen'), print: fontOn('print') }, hidden };
}

function declare(font: Font, { family, bold, italic }: FontDeclarations, inherited: Font): Font {
  return {
    families: family === undefined ? font.families : (familiesNamed(family) ?? inherited.families),
    bold: bold === undefined ? font.bold : bold === 'inherit' ? inherited.bold : bold,
    italic: italic === undefined ? font.italic : italic === 'inherit' ? inherited.italic : italic,
  };
}

/** The families in a value of `font-family`, in order; the role for `var(--serif)` and `var(--sans)`. */
function familiesNamed(value: string): Family[] | Role | undefined {
  const role = /var\(--(serif|sans)\)/.exec(value)?.[1];
  if (role !== undefined) return role as Role;
  const known = [...new Set(faces.map(({ family }) => family))].filter((family) => value.includes(family));
  return known.length === 0 ? undefined : known.sort((a, b) => value.indexOf(a) - value.indexOf(b));
}

function addText(text: string, { families, bold, italic }: Font, language: LanguageTag, runs: Map<string, Run>): void {
  if (/^[ \t\n\r\f]*$/.test(text)) return;
  const order = typeof families === 'string' ? familiesFor(families, language === '' ? 'und' : language) : families;
  const chain = order.map((family) => faceOf(family, { bold, italic }));
  const key = chain.map(({ id }) => id).join();
  const run = runs.get(key) ?? { chain, text: new Set(), samples: new Map() };
  runs.set(key, run);
  for (const character of text) {
    if (run.text.has(character)) continue;
    run.text.add(character);
    run.samples.set(character, text);
  }
}

/** Which characters every face has, read from the font files. */
async function loadCoverage(): Promise<Map<FaceId, Advances>> {
  return new Map(await Promise.all(faces.map(async (face) => [face.id, await readAdvances(facePath(face))] as const)));
}

/** Controls, variation selectors, joiners, soft hyphens: browsers need no glyph for them. */
function isInvisible(codePoint: number): boolean {
  return (
    codePoint < 0x20 || /[\p{Default_Ignorable_Code_Point}\p{Cc}\u2028\u2029]/u.test(String.fromCodePoint(codePoint))
  );
}

function reportMissing(character: string, context: string, diagnostics: Diagnostics): void {
  const at = Math.max(0, context.indexOf(character));
  const around = context
    .slice(Math.max(0, at - 20), at + 20)
    .trim()
    .replace(/\s+/g, ' ');
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  diagnostics.warning('glyph-missing', `no font of the theme has "${character}" (U+${code}), in "${around}"`);
}
