import { type Diagnostic, Diagnostics } from '../base/diagnostic.ts';
import { fontCodes } from './font-codes.ts';
import type { PageContent } from './page-content.ts';
import type { StructureElement, StructureTree } from './structure-tree.ts';

/** What a reader of the PDF would stumble over: glyphs without a shape or a text, figures in two halves. */
export function gatePdf(contents: PageContent[], tree: StructureTree): Diagnostic[] {
  const diagnostics = new Diagnostics();
  const found = diagnostics.under('print');
  contents.forEach((content, index) => {
    checkGlyphs(content, index + 1, found);
  });
  const pages = new Map(contents.map(({ page }, index) => [page.ref.objectNumber, index + 1]));
  checkFigures(tree, pages, found);
  return diagnostics.list;
}

/** Radicals, compatibility ideographs and private characters look like a letter and are not found by searching for it. */
const lookalike = /[\u2E80-\u2FDF\uF900-\uFAFF\uE000-\uF8FF]/u;

function checkGlyphs({ page, text }: PageContent, number: number, diagnostics: Diagnostics): void {
  const fonts = fontCodes(page);
  const told = new Set<string>();
  const report = (code: string, message: string) => {
    if (told.has(code)) return;
    told.add(code);
    diagnostics.error(code, `page ${number}: ${message}`);
  };
  let codes = fonts.values().next().value;
  for (const [, font, hex = ''] of text.matchAll(/\/(\S+) \S+ Tf\n|<([0-9a-fA-F]+)> Tj\n/g)) {
    if (font !== undefined) {
      codes = fonts.get(font);
      continue;
    }
    if (!codes) continue;
    for (const glyph of new Set(hex.toLowerCase().match(/.{4}/g) ?? [])) {
      const letter = codes.decode(glyph);
      if (glyph === '0000') report('pdf-glyph-missing', 'a character is printed as an empty box: no font has it');
      else if (letter === '') report('pdf-text-lost', 'a glyph has no text: it can neither be copied nor found');
      else if (lookalike.test(letter))
        report(
          'pdf-text-changed',
          `"${letter}" would be copied (U+${hexOf(letter)}), not the letter that it looks like`,
        );
    }
  }
}

function hexOf(letter: string): string {
  return (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

function checkFigures({ elements }: StructureTree, pages: Map<number, number>, diagnostics: Diagnostics): void {
  for (const element of elements.values()) {
    if (element.role !== 'Figure') continue;
    const on = [...new Set(pagesOf(element, elements).map((page) => pages.get(page) ?? 0))].sort((a, b) => a - b);
    if (on.length > 1) diagnostics.warning('pdf-figure-split', `a figure is parted over pages ${on.join(' and ')}`);
    if (!element.head.includes('/Alt') && on.length > 0)
      diagnostics.warning('pdf-figure-unnamed', `page ${on[0]}: a figure has no alternative text`);
  }
}

/** Object numbers of the pages that the marked content under an element stands on. */
function pagesOf(element: StructureElement, elements: StructureTree['elements']): number[] {
  return element.kids.flatMap((kid): number[] => {
    if ('element' in kid) {
      const inner = elements.get(kid.element);
      return inner ? pagesOf(inner, elements) : [];
    }
    const page = 'content' in kid ? (kid.page ?? element.page) : undefined;
    return page === undefined ? [] : [page];
  });
}
