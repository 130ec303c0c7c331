import type { PrintedBlock } from './pdf.ts';
import { type Reading, withoutSpace } from './reading.ts';

/** Where the blocks of the text stand in a PDF. */
export interface PlacedBlocks {
  /** Words of a block that are not read between those before and those after it, or nowhere. */
  lost: { block: number; words: string; isAnywhere: boolean }[];
  /** The block whose words end at an offset of the reading, or go on there. */
  before(end: number): number | undefined;
  /** The block of the figure whose drawing begins at an offset, behind its caption. */
  figureAt(offset: number): number | undefined;
  /** The block with an id, and the page that its words begin on. */
  named(id: string): { block: number; page: number } | undefined;
}

/**
 * Finds the blocks of each language one after another in the reading: first the headings, then between two of them the
 * words of the blocks, so that what is lost in one section is not sought in the next.
 */
export function placeBlocks({ text, headings, pieces }: Reading, blocks: readonly PrintedBlock[]): PlacedBlocks {
  const starts = new Map<number, number>();
  /** Where the first words stand of blocks whose words are not read as they are written. */
  const beginnings = new Map<number, number>();
  const lost: PlacedBlocks['lost'] = [];
  /** Blocks that were found at their heading or behind one: not in the contents, which say the same words. */
  const sure = new Set<number>();
  for (const language of new Set(blocks.map((block) => block.language))) placeLanguage(language);
  const inOrder = [...new Map([...beginnings, ...starts])].sort(([, a], [, b]) => a - b);
  return {
    lost,
    before: (end) => inOrder.findLast(([, start]) => start < end)?.[0],
    figureAt(offset) {
      const charts = inOrder.filter(([block]) => blocks[block]?.kind === 'chart');
      return (charts.findLast(([, start]) => start < offset) ?? charts[0])?.[0];
    },
    named(id) {
      const block = blocks.findIndex((each) => each.id === id);
      const start = sure.has(block) ? starts.get(block) : undefined;
      const piece = start === undefined ? undefined : pieces.find(({ end }) => end > start);
      return piece && { block, page: piece.page };
    },
  };

  function placeLanguage(language: string): void {
    const own = blocks.flatMap((block, index) => (block.language === language ? [{ ...block, index }] : []));
    let next = 0;
    for (const { kind, texts, level, index } of own) {
      if (kind !== 'heading') continue;
      const words = withoutSpace(texts.join(''));
      const found = headings.findIndex(
        ({ start, end, level: its }, at) =>
          at >= next && its === level && words !== '' && text.slice(start, end).includes(words),
      );
      if (found < 0) continue;
      starts.set(index, (headings[found]?.start ?? 0) + text.slice(headings[found]?.start).indexOf(words));
      next = found + 1;
    }
    let at = 0;
    let isBehindHeading = false;
    own.forEach(({ kind, texts, index }, place) => {
      const known = starts.get(index);
      if (kind === 'heading' && known !== undefined) {
        at = known;
        isBehindHeading = true;
      }
      if (isBehindHeading && (kind !== 'heading' || known !== undefined)) sure.add(index);
      const limit = endOf(own.slice(place + 1).find((later) => later.kind === 'heading' && starts.has(later.index)));
      for (const words of texts) at = find(words, index, at, limit);
    });
  }

  function endOf(heading: { index: number } | undefined): number {
    return (heading && starts.get(heading.index)) ?? text.length;
  }

  /** Where the words end; where they are not, the offset as it was. */
  function find(words: string, block: number, from: number, limit: number): number {
    const sought = withoutSpace(words);
    if (sought === '') return from;
    const found = text.indexOf(sought, from);
    if (found < 0 || found >= limit) {
      lost.push({ block, words: words.replace(/\s+/g, ' ').trim(), isAnywhere: text.includes(sought) });
      const beginning = beginningOf(sought, from, limit);
      if (beginning !== undefined && !beginnings.has(block)) beginnings.set(block, beginning);
      return from;
    }
    if (!starts.has(block)) starts.set(block, found);
    return found + sought.length;
  }

  /** Where as much as can be found of the words begins, half and half again. */
  function beginningOf(sought: string, from: number, limit: number): number | undefined {
    for (let length = sought.length >> 1; length >= 4; length >>= 1) {
      const found = text.indexOf(sought.slice(0, length), from);
      if (found >= 0 && found < limit) return found;
    }
    return undefined;
  }
}
