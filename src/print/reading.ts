import { type GlyphFault, type MarkedContent, markKey } from './marked-content.ts';
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

/** Follows the structure tree. */
export function readPdf(contents: readonly PageContent[], marked: MarkedContent, { elements }: StructureTree): Reading {
  const numbers = new Map(contents.map(({ page }, index) => [page.ref.objectNumber, index + 1]));
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
    const found = marked.get(markKey(page, id));
    const number = numbers.get(page ?? -1);
    if (!found || number === undefined) return;
    const text = withoutSpace(found.text);
    parts.push(text);
    const end = length + text.length;
    reading.pieces.push({ page: number, start: length, end, isHeading, faults: found.faults });
    length = end;
  }
}

/** Without white space and without characters that are not seen: those that steer line breaks, direction or shapes. */
export function withoutSpace(text: string): string {
  return text.replace(/[\s\p{Default_Ignorable_Code_Point}]+/gu, '');
}
