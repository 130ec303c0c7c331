import type { Severity } from '../base/diagnostic.ts';
import type { PageContent } from './page-content.ts';
import type { PdfFacts, PrintFinding } from './pdf.ts';
import { type PlacedBlocks, placeBlocks } from './placed-blocks.ts';
import { type GlyphFault, type Reading, readPdf } from './reading.ts';
import type { StructureTree } from './structure-tree.ts';

/** What a reader of the PDF would stumble over, each at the block of the text that it stands in. */
export function gatePdf(
  contents: readonly PageContent[],
  tree: StructureTree,
  { blocks = [], contents: targets = [] }: Pick<PdfFacts, 'blocks' | 'contents'>,
  destinations: ReadonlyMap<string, number>,
): PrintFinding[] {
  const reading = readPdf(contents, tree);
  const placed = placeBlocks(reading, blocks);
  return [
    ...glyphs(reading, placed),
    ...order(placed),
    ...loneHeadings(reading, placed),
    ...figures(reading, placed),
    ...numbers(targets, destinations, placed),
  ];
}

/** Each fault once a page. */
function glyphs({ pieces }: Reading, placed: PlacedBlocks): PrintFinding[] {
  const told = new Set<string>();
  return pieces.flatMap(({ page, end, faults }) =>
    faults.flatMap((fault): PrintFinding[] => {
      const { code, message } = faultWords(fault);
      if (told.has(`${page} ${code}`)) return [];
      told.add(`${page} ${code}`);
      return [finding('error', code, `page ${page}: ${message}`, placed.before(end))];
    }),
  );
}

function faultWords(fault: GlyphFault): { code: string; message: string } {
  if (fault.kind === 'missing')
    return { code: 'pdf-glyph-missing', message: 'a character is printed as an empty box: no font has it' };
  if (fault.kind === 'lost')
    return { code: 'pdf-text-lost', message: 'a glyph has no text: it can neither be copied nor found' };
  const hex = (fault.letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return {
    code: 'pdf-text-changed',
    message: `"${fault.letter}" would be copied (U+${hex}), not the letter that it looks like`,
  };
}

function order({ lost }: PlacedBlocks): PrintFinding[] {
  return lost.map(({ block, words }) =>
    finding('warning', 'pdf-text-order', `“${shortened(words)}” is not read where it stands in the text`, block),
  );
}

function shortened(words: string): string {
  return words.length > 40 ? `${words.slice(0, 39)}…` : words;
}

/** A heading whose text begins on the next page. */
function loneHeadings({ pieces, headings }: Reading, placed: PlacedBlocks): PrintFinding[] {
  return headings.flatMap(({ end, pages, next }) => {
    let at = next;
    while (pieces[at]?.isHeading) at += 1;
    const [page, after] = [pages.at(-1), pieces[at]?.page];
    if (page === undefined || after === undefined || after <= page) return [];
    const message = `page ${page}: a heading stands alone at the end of the page`;
    return [finding('warning', 'pdf-heading-alone', message, placed.before(end))];
  });
}

function figures({ figures }: Reading, placed: PlacedBlocks): PrintFinding[] {
  return figures.flatMap(({ start, pages, isNamed }) => {
    if (pages.length === 0) return [];
    const block = placed.figureAt(start);
    const split = `a figure is parted over pages ${pages.join(' and ')}`;
    const unnamed = `page ${pages[0]}: a figure has no alternative text`;
    return [
      ...(pages.length > 1 ? [finding('warning', 'pdf-figure-split', split, block)] : []),
      ...(isNamed ? [] : [finding('warning', 'pdf-figure-unnamed', unnamed, block)]),
    ];
  });
}

/** The contents say where links lead; what they lead to must be there. */
function numbers(
  targets: readonly string[],
  destinations: ReadonlyMap<string, number>,
  placed: PlacedBlocks,
): PrintFinding[] {
  return targets.flatMap((id) => {
    const [said, found] = [destinations.get(id), placed.named(id)];
    if (said === undefined || found === undefined || found.page === said) return [];
    const message = `the contents say page ${said} for "${id}", whose words begin on page ${found.page}`;
    return [finding('warning', 'pdf-contents-wrong', message, found.block)];
  });
}

function finding(severity: Severity, code: string, message: string, block: number | undefined): PrintFinding {
  return { severity, code, message, ...(block !== undefined && { block }) };
}
