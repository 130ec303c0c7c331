import type { Severity } from '../base/diagnostic.ts';
import type { FontFault } from './font-faults.ts';
import type { GlyphFault, MarkedContent } from './marked-content.ts';
import type { PageContent } from './page-content.ts';
import type { PdfFacts, PrintFinding } from './pdf.ts';
import { type PlacedBlocks, placeBlocks } from './placed-blocks.ts';
import { type Reading, readPdf } from './reading.ts';
import type { StructureTree } from './structure-tree.ts';

/** What a reader of the PDF would stumble over, each at the block of the text that it stands in. */
export function gatePdf(
  contents: readonly PageContent[],
  marked: MarkedContent,
  tree: StructureTree,
  { blocks = [], contents: targets = [] }: Pick<PdfFacts, 'blocks' | 'contents'>,
  destinations: ReadonlyMap<string, number>,
): PrintFinding[] {
  const reading = readPdf(contents, marked, tree);
  const placed = placeBlocks(reading, blocks);
  return [
    ...glyphs(reading, placed),
    ...order(placed),
    ...loneHeadings(reading, placed),
    ...figures(reading, placed),
    ...numbers(targets, destinations, placed),
  ];
}

/** Each fault once a page, those of a font once at the first block in it. */
function glyphs({ pieces }: Reading, placed: PlacedBlocks): PrintFinding[] {
  const told = new Set<unknown>();
  return pieces.flatMap(({ page, end, faults }) =>
    faults.flatMap((fault): PrintFinding[] => {
      const { code, message, hint } = faultWords(fault);
      const block = placed.before(end);
      const isFont = fault.kind === 'font';
      // Letters and their outlines are two fonts at one place.
      const keys = isFont ? [fault.font, `${block} ${message}`] : [`${page} ${code}`];
      if ((isFont && block === undefined) || keys.some((key) => told.has(key))) return [];
      for (const key of keys) told.add(key);
      const found = finding('error', code, `page ${page}: ${message}`, block);
      return [{ ...found, ...(hint && { hints: [hint] }) }];
    }),
  );
}

function faultWords(fault: GlyphFault): { code: string; message: string; hint?: string } {
  switch (fault.kind) {
    case 'font':
      return fault.font;
    case 'missing':
      return { code: 'pdf-glyph-missing', message: 'a character is printed as an empty box: no font has it' };
    case 'lost':
      return { code: 'pdf-text-lost', message: 'a glyph has no text: it can neither be copied nor found' };
    case 'lookalike':
      return lookalikeWords(fault.letter);
  }
}

/** ⽤ (U+2F64) is written where 用 (U+7528) is meant: Unicode says so itself. */
function lookalikeWords(letter: string) {
  const usual = letter.normalize('NFKC');
  const message = `"${letter}" would be copied (${codePoint(letter)}), not the letter that it looks like`;
  const hint = usual === letter ? {} : { hint: `write "${usual}" (${codePoint(usual)})` };
  return { code: 'pdf-text-changed', message, ...hint };
}

function codePoint(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Fonts that no block of the text is set in, such as those of running heads. */
export function otherFonts(faults: readonly FontFault[], told: readonly PrintFinding[]): PrintFinding[] {
  const others = faults.filter(({ message }) => !told.some((finding) => finding.message.endsWith(message)));
  return others.map(({ code, message, hint }) => ({ severity: 'error', code, message, hints: [hint] }));
}

function order({ lost }: PlacedBlocks): PrintFinding[] {
  return lost.map(({ block, words, isAnywhere }) => {
    const said = `“${shortened(words)}”`;
    if (isAnywhere)
      return finding('warning', 'pdf-text-order', `${said} is not read where it stands in the text`, block);
    const hint =
      'a style hides it, cuts it, writes it otherwise or twice (display, overflow, text-transform, text-stroke)';
    return { ...finding('warning', 'pdf-text-missing', `${said} cannot be read in the PDF`, block), hints: [hint] };
  });
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
