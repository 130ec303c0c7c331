import type { LanguageTag } from '../../base/language.ts';
import { type Face, type Family, faceOf, faces, familiesFor, type Role } from './faces.ts';
import { attributeFont, type FontDeclarations, type FontRule, type Medium } from './font-rules.ts';
import { readAttributes, type ScannedElement } from './html-scan.ts';
import type { Selectable } from './selector.ts';

/** What an element's text is set in. */
export interface Font {
  /** Families as a style names them, or the role whose families the language orders. */
  families: Family[] | Role;
  bold: boolean;
  italic: boolean;
}

/** An element with its computed fonts; elements that no rule can tell apart are one. */
export interface StyledElement extends Selectable {
  fonts: Record<Medium, Font>;
  /** Faces in the order they are asked for a character: one chain, two where print differs; none for hidden text. */
  chains: Face[][];
  children: Map<string, StyledElement>;
}

/** What text is set in before any rule. */
export const plainFont: Font = { families: 'sans', bold: false, italic: false };

/** Gives elements their fonts, from the root downwards. */
export interface FontStyler {
  root: StyledElement;
  /** Forgets how the tags of the document before were written: as pieces of its text they keep all of it. */
  begin(): void;
  child(parent: StyledElement, scanned: ScannedElement): StyledElement;
}

/** Computes fonts by the cascade. */
export function fontStyler(written: readonly FontRule[]): FontStyler {
  const rules = rulesBySubject(written);
  const telling = tellingAttributes(written.map(({ selector }) => selector.text).join());
  // Most tags of a document are written like others.
  const told = new Map<string, string>();
  const tellingOf = (written: string): string => {
    const before = told.get(written);
    if (before !== undefined) return before;
    const found = written.match(telling)?.join('') ?? '';
    told.set(written, found);
    return found;
  };
  return {
    root: rootElement(),
    begin: () => told.clear(),
    child(parent, { tag, written }) {
      const key = tag + tellingOf(written);
      const known = parent.children.get(key);
      if (known !== undefined) return known;
      const element = styled(tag, readAttributes(written), parent, rules);
      parent.children.set(key, element);
      return element;
    },
  };
}

/** The faces that a font asks in a language, in order. */
export function chainOf({ families, bold, italic }: Font, language: LanguageTag): Face[] {
  const order = typeof families === 'string' ? familiesFor(families, language === '' ? 'und' : language) : families;
  return order.map((family) => faceOf(family, { bold, italic }));
}

function rootElement(): StyledElement {
  const fonts = { screen: plainFont, print: plainFont };
  const chains = [chainOf(plainFont, '')];
  return {
    tag: '',
    id: '',
    classes: [],
    attributes: new Map(),
    language: '',
    parent: undefined,
    fonts,
    chains,
    children: new Map(),
  };
}

/** Finds attributes that can change a font: those that SVG and HTML give it, and those that a selector asks for. */
function tellingAttributes(selectors: string): RegExp {
  const asked = [...selectors.matchAll(/\[\s*([\w-]+)/g)].map(([, name]) => name);
  const ids = [...selectors.matchAll(/#([a-z][\w-]*)/gi)].map(([, id]) => `id=["']?${id}["']?(?![\\w-])`);
  const names = ['class', 'lang', 'xml:lang', 'style', 'font-family', 'font-weight', 'font-style', ...asked];
  const named = `(?:${[...new Set(names)].join('|')})(?![\\w:-])(?:=(?:"[^"]*"|'[^']*'|[^\\s"'/]+))?`;
  return new RegExp(`\\s(?:${[named, ...new Set(ids)].join('|')})`, 'gi');
}

const withoutText = new Set('head script style title desc metadata iframe'.split(' '));

/** The rules that ask for a tag, a class or an id, under its name; the others under undefined. */
type RulesBySubject = ReadonlyMap<string | undefined, readonly FontRule[]>;

function rulesBySubject(rules: readonly FontRule[]): RulesBySubject {
  const found = new Map<string | undefined, FontRule[]>();
  for (const rule of rules) {
    const { subject } = rule.selector;
    const same = found.get(subject);
    if (same) same.push(rule);
    else found.set(subject, [rule]);
  }
  return found;
}

function rulesFor({ tag, id, classes }: Selectable, rules: RulesBySubject): FontRule[] {
  const subjects = [undefined, tag, ...new Set(classes.map((name) => `.${name}`)), `#${id}`];
  return subjects.flatMap((subject) => rules.get(subject) ?? []);
}

function styled(
  tag: string,
  attributes: Map<string, string>,
  parent: StyledElement,
  rules: RulesBySubject,
): StyledElement {
  const selectable: Selectable = {
    tag,
    attributes,
    id: attributes.get('id') ?? '',
    classes: (attributes.get('class') ?? '').split(/\s+/),
    language: attributes.get('lang') ?? attributes.get('xml:lang') ?? parent.language,
    parent: parent.tag === '' ? undefined : parent,
  };
  const matching = rulesFor(selectable, rules)
    .filter(({ selector }) => selector.matches(selectable))
    .sort((a, b) => a.selector.specificity - b.selector.specificity || a.order - b.order);
  const { hint, style } = attributeFont(attributes);
  const fontOn = (medium: Medium) => {
    const inherited = parent.fonts[medium];
    const declared = matching.filter((rule) => rule.medium === undefined || rule.medium === medium);
    const steps = [hint, ...declared.map(({ font }) => font), style];
    return steps.reduce((font, step) => declare(font, step, inherited), inherited);
  };
  const fonts = { screen: fontOn('screen'), print: fontOn('print') };
  const hidden = parent.chains.length === 0 || withoutText.has(tag);
  const chains = hidden ? [] : [fonts.screen, fonts.print].map((font) => chainOf(font, selectable.language));
  return { ...selectable, fonts, chains: distinct(chains), children: new Map() };
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

function distinct(chains: Face[][]): Face[][] {
  return chains.filter((chain, i) => chains.findIndex((other) => other.every((face, j) => face === chain[j])) === i);
}
