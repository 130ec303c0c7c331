import { type ReadingFont, readingFonts } from './font-codes.ts';
import type { FontFault } from './font-faults.ts';
import type { PageContent } from './page-content.ts';

/** What stands between `BDC` and `EMC` of one id on one page (ISO 32000-1, 14.6): its text, with its white space. */
export interface Marked {
  text: string;
  /** Characters that a reader would stumble over, each once. */
  faults: GlyphFault[];
}

/** A glyph without a shape, one without a text, one whose text is a look-alike, or one of a font that has a fault. */
export type GlyphFault =
  | { kind: 'missing' }
  | { kind: 'lost' }
  | { kind: 'lookalike'; letter: string }
  | { kind: 'font'; font: FontFault };

/** By the page's object number and the id, as structure elements name it. */
export type MarkedContent = ReadonlyMap<string, Marked>;

export function markKey(page: number | undefined, id: number | string): string {
  return `${page} ${id}`;
}

/** The marked content of all pages. */
export function readMarkedContent(contents: readonly PageContent[]): MarkedContent {
  const marked = new Map<string, Marked>();
  for (const content of contents) readPage(content, marked);
  return marked;
}

/**
 * One operator is on a line, the last word of it: fonts (`Tf`), glyphs (`Tj`), and where marked content begins and ends
 * (`BDC`, `BMC`, `EMC`). A page of drawings has tens of thousands of others, so nothing but line ends is looked for.
 */
function readPage({ page, text }: PageContent, marked: Map<string, Marked>): void {
  const fonts = readingFonts(page);
  const open: (Marked | undefined)[] = [];
  let glyphs = glyphsOf(fonts.values().next().value);
  for (let start = 0, end = text.indexOf('\n'); end >= 0; start = end + 1, end = text.indexOf('\n', start)) {
    const [before, last] = [text.charCodeAt(end - 2), text.charCodeAt(end - 1)];
    if (before === T && last === j) show(text.lastIndexOf('<', end) + 1, end - 4, open.at(-1));
    else if (before === T && last === f) glyphs = glyphsOf(fonts.get(text.slice(start + 1, text.indexOf(' ', start))));
    else if (last === C && text.startsWith('EMC', end - 3)) open.pop();
    else if (last === C && /^B(DC|MC)$/.test(text.slice(end - 3, end))) open.push(begin(text.slice(start, end)));
  }

  function begin(line: string): Marked | undefined {
    const [, id] = /\/MCID (\d+)/.exec(line) ?? [];
    if (id === undefined) return open.at(-1);
    const key = markKey(page.ref.objectNumber, id);
    const known = marked.get(key) ?? { text: '', faults: [] };
    marked.set(key, known);
    return known;
  }

  function show(from: number, to: number, into: Marked | undefined): void {
    if (!into || !glyphs) return;
    const { digits, read } = glyphs;
    for (let at = from; at + digits <= to; at += digits) {
      const glyph = read(hexAt(text, at, digits));
      into.text += glyph.text;
      if (glyph.fault && !into.faults.includes(glyph.fault)) into.faults.push(glyph.fault);
    }
  }
}

const [T, j, f, C] = ['T', 'j', 'f', 'C'].map((letter) => letter.charCodeAt(0));

/** The number that hexadecimal digits of either case stand for. */
function hexAt(text: string, at: number, digits: number): number {
  let value = 0;
  for (let i = at; i < at + digits; i++) {
    const unit = text.charCodeAt(i);
    value = value * 16 + (unit <= 57 ? unit - 48 : (unit & 0xdf) - 55);
  }
  return value;
}

interface Glyphs {
  /** Hexadecimal digits of a code. */
  digits: number;
  read(code: number): Glyph;
}

interface Glyph {
  text: string;
  fault?: GlyphFault;
}

const knownGlyphs = new WeakMap<ReadingFont, Glyphs>();

/** The glyphs of a font, each read once. */
function glyphsOf(font: ReadingFont | undefined): Glyphs | undefined {
  if (!font) return undefined;
  const before = knownGlyphs.get(font);
  if (before) return before;
  const known = new Map<number, Glyph>();
  const glyphs = {
    digits: font.digits,
    read(code: number) {
      const before = known.get(code);
      if (before) return before;
      const glyph = readGlyph(code, font);
      known.set(code, glyph);
      return glyph;
    },
  };
  knownGlyphs.set(font, glyphs);
  return glyphs;
}

/** Radicals, compatibility ideographs and private characters look like a letter and are not found by searching for it. */
const lookalike = /[\u2E80-\u2FDF\uF900-\uFAFF\uE000-\uF8FF]/u;

function readGlyph(code: number, font: ReadingFont): Glyph {
  const text = font.decode(code.toString(16).padStart(font.digits, '0'));
  if (font.fault) return { text, fault: { kind: 'font', font: font.fault } };
  if (code === 0 && font.digits === 4) return { text, fault: { kind: 'missing' } };
  if (text === '') return { text, fault: { kind: 'lost' } };
  return lookalike.test(text) ? { text, fault: { kind: 'lookalike', letter: text } } : { text };
}
