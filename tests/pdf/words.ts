import type { Edition, Worded, WordedBlock, WordedTable } from '../../src/model/edition.ts';

/** Every run of words of an edition's sections, in reading order: titles, prose, captions, cells of tables. */
export function wordsOf(edition: Edition): string[] {
  return edition.sections.flatMap(({ title, blocks }) => [
    title,
    ...blocks.flatMap((block) => ofBlock(block, edition)),
  ]);
}

function ofBlock(block: WordedBlock, edition: Edition): string[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return [plain(block.text)];
    case 'list':
      return block.items.flatMap((item) => item.flatMap((each) => ofBlock(each, edition)));
    case 'quote':
      return block.blocks.flatMap((each) => ofBlock(each, edition));
    case 'grid':
      return [...block.head, ...block.rows.flat()].map(plain);
    case 'chart': {
      const figure = edition.figures[block.chart];
      return figure
        ? [figure.label, figure.title, figure.subtitle ?? '', figure.note ?? '', plain(figure.sources)]
        : [];
    }
    case 'table':
      return ofTable(edition.tables[block.table]);
    case 'part':
      return block.part === 'key-figures'
        ? edition.keyFigures.flatMap(({ label, value, context, period }) => [
            label,
            plain(value),
            plain(context),
            period,
          ])
        : ofTable(edition.parts[block.part]);
  }
}

function ofTable(table: WordedTable | undefined): string[] {
  if (!table) return [];
  return [...table.columns.map(({ head }) => plain(head)), ...table.rows.flatMap(({ cells }) => cells.map(plain))];
}

/** Inlines as a reader of the page sees them. */
export function plain(inlines: Worded[]): string {
  return inlines
    .map((inline): string => {
      switch (inline.type) {
        case 'strong':
        case 'emphasis':
        case 'link':
          return plain(inline.text);
        case 'break':
          return ' ';
        case 'citation':
          return `[${inline.number}]`;
        default:
          return inline.text;
      }
    })
    .join('');
}
