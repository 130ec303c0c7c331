import { pick } from '../base/language.ts';
import type { Row, Table } from '../model/data.ts';
import type { Block } from '../model/document.ts';
import type { WordedChoice, WordedRow, WordedTable } from '../model/edition.ts';
import { cellId } from '../model/provenance.ts';
import { columnAlignment, columnHead, columnWording, valueWords } from './cell.ts';
import { linkedCodes } from './links.ts';
import type { Vocabulary } from './prose.ts';

/** A table of data placed in the text, in words. */
export function wordTable(block: Extract<Block, { type: 'table' }>, vocabulary: Vocabulary): WordedTable {
  const { report, language, words } = vocabulary;
  const table = report.tables[block.table];
  if (!table) throw new Error(`the report lost table ${block.table}`);
  const columns = chosenColumns(table, block.columns);
  const wordings = new Map(columns.map((column) => [column, columnWording(column, table.rows, words)]));
  const filter = Object.entries(block.filter ?? {});
  const rowsOf = (wanted: [string, string][]) =>
    table.rows.filter((row) => wanted.every(([name, value]) => String(row[name]) === value)).map(wordRow);
  return {
    id: block.table,
    caption: (block.title ? words.message(block.title) : undefined) ?? pick(table.title, language) ?? table.name,
    columns: columns.map((column) => ({
      key: column.name,
      head: [{ type: 'text', text: columnHead(column, vocabulary) }],
      align: columnAlignment(column),
    })),
    rows: rowsOf(filter),
    ...choice(),
  };

  function wordRow(row: Row, index: number): WordedRow {
    return {
      id: String(index),
      codes: linkedCodes(row, { table: block.table }, report),
      cells: columns.map((column) => {
        const value = row[column.name] ?? null;
        const text = valueWords(value, column, vocabulary, wordings.get(column));
        if (typeof value !== 'number') return [{ type: 'text', text }];
        return [{ type: 'bound', kind: 'cell', id: cellId(table as Table, row, column.name), text, value }];
      }),
    };
  }

  function choice(): { choice?: WordedChoice } {
    const column = table?.columns.find(({ name }) => name === block.choose);
    if (!table || !column) return {};
    const others = filter.filter(([name]) => name !== column.name);
    const among = table.rows.filter((row) => others.every(([name, value]) => String(row[name]) === value));
    const values = [...new Set(among.map((row) => row[column.name] ?? null))];
    const options = values.map((value) => {
      const isFirst = String(value) === block.filter?.[column.name];
      const rows = isFirst ? undefined : rowsOf([...others, [column.name, String(value)]]);
      return { value: String(value), label: valueWords(value, column, vocabulary), ...(rows && { rows }) };
    });
    return { choice: { column: column.name, label: columnHead(column, vocabulary), options } };
  }
}

function chosenColumns(table: Table, names: string[] | undefined): Table['columns'] {
  if (!names) return table.columns;
  return names.flatMap((name) => table.columns.filter((column) => column.name === name));
}
