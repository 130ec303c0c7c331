import { type ReadingFont, readingFonts } from './font-codes.ts';
import type { FontFault } from './font-faults.ts';
import type { PageContent } from './page-content.ts';
import type { StructureElement, StructureTree } from './structure-tree.ts';

/** A PDF as it is read aloud and copied: its marked content in the order of the structure tree. */
export interface Reading {
  /** All text without white space. */
  text: string;
  pieces: Piece[];
  /** Elements of the roles H1 to H6. */
  headings: (Stretch & { level: number })[];
  figures: (Stretch & { isNamed: boolean })[];
}

/** Marked content of one page. */
export interface Piece {
  /** From 1. */
  page: number;
  /** Offsets in the text. */
  start: number;
  end: number;
  isHeading: boolean;
  /** Characters that a reader would stumble over, each once. */
  faults: GlyphFault[];
}

/** What an element holds: offsets in the text, pages from 1 in order. */
export interface Stretch {
  start: number;
  end: number;
  pages: number[];
  /** Index after its last piece. */
  next: number;
}

/** A glyph without a shape, one without a text, one whose text is a look-alike, or one of a font that has a fault. */
export type GlyphFault =
  | { kind: 'missing' }
  | { kind: 'lost' }
  | { kind: 'lookalike'; letter: string }
  | { kind: 'font'; font: FontFault };

/** Reads every page once, then follows the structure tree. */
export function readPdf(contents: readonly PageContent[], { elements }: StructureTree): Reading {
  const marked = new Map<string, Marked>();
  const numbers = new Map<number, number>();
  contents.forEach((content, index) => {
    numbers.set(content.page.ref.objectNumber, index + 1);
    readMarked(content, marked);
  });
  const parts: string[] = [];
  let length = 0;
  const reading: Reading = { text: '', pieces: [], headings: [], figures: [] };
  for (const element of elements.values()) if (!elements.has(element.parent)) visit(element, undefined, false);
  reading.text = parts.join('');
  return reading;

  function visit(element: StructureElement, around: number | undefined, inHeading: boolean): void {
    const isHeading = inHeading || /^H[1-6]$/.test(element.role);
    const [start, first] = [length, reading.pieces.length];
    const page = element.page ?? around;
    for (const kid of element.kids) {
      if ('content' in kid) add(kid.page ?? page, kid.content, isHeading);
      else if ('element' in kid) {
        const inner = elements.get(kid.element);
        if (inner) visit(inner, page, isHeading);
      }
    }
    if (element.role !== 'Figure' && (!isHeading || inHeading)) return;
    const pages = [...new Set(reading.pieces.slice(first).map((piece) => piece.page))].sort((a, b) => a - b);
    const stretch = { start, end: length, pages, next: reading.pieces.length };
    if (element.role === 'Figure') reading.figures.push({ ...stretch, isNamed: element.head.includes('/Alt') });
    else reading.headings.push({ ...stretch, level: Number(element.role.slice(1)) });
  }

  function add(page: number | undefined, id: number, isHeading: boolean): void {
    const found = marked.get(`${page} ${id}`);
    const number = numbers.get(page ?? -1);
    if (!found || number === undefined) return;
    parts.push(found.text);
    const end = length + found.text.length;
    reading.pieces.push({ page: number, start: length, end, isHeading, faults: found.faults });
    length = end;
  }
}

interface Marked {
  text: string;
  faults: GlyphFault[];
}

/**
 * One operator is on a line, the last word of it: fonts (`Tf`), glyphs (`Tj`), and where marked content begins and ends
 * (`BDC`, `BMC`, `EMC`). A page of drawings has tens of thousands of others, so nothing but line ends is looked for.
 */
function readMarked({ page, text }: PageContent, marked: Map<string, Marked>): void {
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
    const key = `${page.ref.objectNumber} ${id}`;
    const known = marked.get(key) ?? { text: '', faults: [] };
    marked.set(key, known);
    return known;
  }

  function show(from: number, to: number, into: Marked | undefined): void {
    if (!into || !glyphs) return;
    const { digits, read } = glyphs;
    for (let at = from; at + digits <= to; at += digits) {
      const glyph = read(text.slice(at, at + digits));
      into.text += glyph.text;
      if (glyph.fault && !into.faults.includes(glyph.fault)) into.faults.push(glyph.fault);
    }
  }
}

const [T, j, f, C] = ['T', 'j', 'f', 'C'].map((letter) => letter.charCodeAt(0));

interface Glyphs {
  digits: number;
  read(code: string): Glyph;
}

const knownGlyphs = new WeakMap<ReadingFont, Glyphs>();

/** The glyphs of a font, each read once. */
function glyphsOf(font: ReadingFont | undefined): Glyphs | undefined {
  if (!font) return undefined;
  const before = knownGlyphs.get(font);
  if (before) return before;
  const known = new Map<string, Glyph>();
  const ofFont = font.fault && { kind: 'font' as const, font: font.fault };
  const glyphs = {
    digits: font.digits,
    read(code: string) {
      const glyph = known.get(code) ?? { ...readGlyph(code.toLowerCase(), font), ...(ofFont && { fault: ofFont }) };
      known.set(code, glyph);
      return glyph;
    },
  };
  knownGlyphs.set(font, glyphs);
  return glyphs;
}

interface Glyph {
  text: string;
  fault?: GlyphFault;
}

/** Radicals, compatibility ideographs and private characters look like a letter and are not found by searching for it. */
const lookalike = /[\u2E80-\u2FDF\uF900-\uFAFF\uE000-\uF8FF]/u;

function readGlyph(code: string, font: ReadingFont): Glyph {
  const letter = font.decode(code);
  const text = withoutSpace(letter);
  if (code === '0000') return { text, fault: { kind: 'missing' } };
  if (letter === '') return { text, fault: { kind: 'lost' } };
  return lookalike.test(letter) ? { text, fault: { kind: 'lookalike', letter } } : { text };
}

/** Without white space and without characters that are not seen: those that steer line breaks, direction or shapes. */
export function withoutSpace(text: string): string {
  return text.replace(/[\s\p{Default_Ignorable_Code_Point}]+/gu, '');
}
