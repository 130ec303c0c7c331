import { pick } from '../base/language.ts';
import type { Table } from '../model/data.ts';
import type { Block } from '../model/document.ts';
import type { WordedTable } from '../model/edition.ts';
import { cellId } from '../model/provenance.ts';
import { columnAlignment, columnHead, valueWords } from './cell.ts';
import { linkedCodes } from './links.ts';
import type { Vocabulary } from './prose.ts';

/** A table of data placed in the text, in words. */
export function wordTable(block: Extract<Block, { type: 'table' }>, vocabulary: Vocabulary): WordedTable {
  const { report, language, words } = vocabulary;
  const table = report.tables[block.table];
  if (!table) throw new Error(`the report lost table ${block.table}`);
  const columns = chosenColumns(table, block.columns);
  const rows = table.rows.filter((row) =>
    Object.entries(block.filter ?? {}).every(([name, value]) => String(row[name]) === value),
  );
  return {
    id: block.table,
    caption: (block.title ? words.message(block.title) : undefined) ?? pick(table.title, language) ?? table.name,
    columns: columns.map((column) => ({
      key: column.name,
      head: [{ type: 'text', text: columnHead(column, vocabulary) }],
      align: columnAlignment(column),
    })),
    rows: rows.map((row, index) => ({
      id: String(index),
      codes: linkedCodes(row, { table: block.table }, report),
      cells: columns.map((column) => {
        const value = row[column.name] ?? null;
        const text = valueWords(value, column, vocabulary);
        if (typeof value !== 'number') return [{ type: 'text', text }];
        return [{ type: 'bound', kind: 'cell', id: cellId(table, row, column.name), text, value }];
      }),
    })),
  };
}

function chosenColumns(table: Table, names: string[] | undefined): Table['columns'] {
  if (!names) return table.columns;
  return names.flatMap((name) => table.columns.filter((column) => column.name === name));
}
