import type { Place } from '../base/diagnostic.ts';
import type { Edition, Worded, WordedBlock, WordedTable } from '../model/edition.ts';
import { plainText } from '../model/plain-text.ts';
import type { Report } from '../model/report.ts';

/** A block of the text as it is printed in one language. */
export interface PlacedBlock {
  language: string;
  kind: 'heading' | 'chart' | 'other';
  /** The runs of its words in order. */
  texts: string[];
  /** Of a heading: 2 for a section's. */
  level?: number;
  id?: string;
  place: Place;
}

/** Every block of the editions, language after language, each in reading order: what a print must say. */
export function printedBlocks({ briefing }: Pick<Report, 'briefing'>, editions: readonly Edition[]): PlacedBlock[] {
  return editions.flatMap((edition) => {
    const { language } = edition;
    return edition.sections.flatMap(({ id, title, blocks }): PlacedBlock[] => {
      const place = blocks[0] ? { file: blocks[0].place.file } : briefing.place;
      return [
        { language, kind: 'heading', texts: [title], level: 2, id, place },
        ...blocks.map((block): PlacedBlock => {
          const kind = block.type === 'heading' || block.type === 'chart' ? block.type : 'other';
          const named =
            block.type === 'chart'
              ? { id: `chart-${block.chart}` }
              : block.type === 'heading' && { level: block.level };
          return { language, kind, texts: textsOf(block, edition), ...named, place: block.place };
        }),
      ];
    });
  });
}

function textsOf(block: WordedBlock, edition: Edition): string[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return [plain(block.text)];
    case 'list':
      return block.items.flatMap((item) => item.flatMap((each) => textsOf(each, edition)));
    case 'quote':
      return block.blocks.flatMap((each) => textsOf(each, edition));
    case 'grid':
      return [...block.head, ...block.rows.flat()].map(plain);
    case 'chart': {
      const figure = edition.figures[block.chart];
      return figure ? [figure.label, figure.title, figure.subtitle ?? '', figure.note ?? ''] : [];
    }
    case 'table':
      return ofTable(edition.tables[block.table]);
    case 'part':
      return block.part === 'key-figures'
        ? edition.keyFigures.flatMap(({ label, value }) => [label, plain(value)])
        : ofTable(edition.parts[block.part]);
  }
}

function ofTable(table: WordedTable | undefined): string[] {
  if (!table) return [];
  return [...table.columns.map(({ head }) => head), ...table.rows.flatMap(({ cells }) => cells)].map(plain);
}

/** Inlines as they are printed. */
function plain(inlines: Worded[]): string {
  return plainText(inlines, { lineBreak: ' ', citation: (number) => `[${number}]` });
}
