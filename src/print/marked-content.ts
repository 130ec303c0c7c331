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

/** What tells of text: glyphs (`Tj`), fonts (`Tf`), and where marked content begins and ends. One operator is on a line. */
const operators = /<([0-9a-fA-F]+)> Tj\n|\/(\S+) \S+ Tf\n|B(?:DC|MC)\n|EMC\n/g;

/**
 * A page of drawings has tens of thousands of other operators. They are passed over in one regular expression: code is
 * compiled while it runs, and a file is read before a loop over its characters would be.
 */
function readPage({ page, text }: PageContent, marked: Map<string, Marked>): void {
  const fonts = readingFonts(page);
  const open: (Marked | undefined)[] = [];
  let glyphs = glyphsOf(fonts.values().next().value);
  for (const { 0: operator, 1: codes, 2: font, index } of text.matchAll(operators)) {
    if (codes !== undefined) show(codes, open.at(-1));
    else if (font !== undefined) glyphs = glyphsOf(fonts.get(font));
    else if (operator === 'EMC\n') open.pop();
    else open.push(begin(text.slice(text.lastIndexOf('\n', index) + 1, index)));
  }

  function begin(operands: string): Marked | undefined {
    const [, id] = /\/MCID (\d+)/.exec(operands) ?? [];
    if (id === undefined) return open.at(-1);
    const key = markKey(page.ref.objectNumber, id);
    const known = marked.get(key) ?? { text: '', faults: [] };
    marked.set(key, known);
    return known;
  }

  function show(codes: string, into: Marked | undefined): void {
    if (!into || !glyphs) return;
    const { digits, read } = glyphs;
    for (let at = 0; at + digits <= codes.length; at += digits) {
      const glyph = read(codes.slice(at, at + digits));
      into.text += glyph.text;
      if (glyph.fault && !into.faults.includes(glyph.fault)) into.faults.push(glyph.fault);
    }
  }
}

interface Glyphs {
  /** Hexadecimal digits of a code. */
  digits: number;
  read(code: string): Glyph;
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
  const known = new Map<string, Glyph>();
  const glyphs = {
    digits: font.digits,
    read(code: string) {
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

function readGlyph(code: string, font: ReadingFont): Glyph {
  const text = font.decode(code.toLowerCase());
  if (font.fault) return { text, fault: { kind: 'font', font: font.fault } };
  if (code === '0000') return { text, fault: { kind: 'missing' } };
  if (text === '') return { text, fault: { kind: 'lost' } };
  return lookalike.test(text) ? { text, fault: { kind: 'lookalike', letter: text } } : { text };
}
