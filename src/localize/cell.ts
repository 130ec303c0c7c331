import { pick } from '../base/language.ts';
import type { Cell, Column, Row } from '../model/data.ts';
import type { Reference } from '../model/document.ts';
import { cellId } from '../model/provenance.ts';
import type { Vocabulary } from './prose.ts';
import type { Wording } from './quantity.ts';
import type { Words } from './words.ts';

/** Name and words of the one cell that a reference names, and its value where it is a number. */
export function cellWords(
  reference: Extract<Reference, { type: 'cell' }>,
  vocabulary: Vocabulary,
): { id: string; text: string; value?: number } {
  const table = vocabulary.report.tables[reference.table];
  const row = table?.rows.find((each) =>
    Object.entries(reference.key).every(([name, value]) => String(each[name]) === String(value)),
  );
  const column = table?.columns.find((each) => each.name === reference.column);
  if (!table || !row || !column) throw new Error(`the report lost a cell of ${reference.table}`);
  const value = row[reference.column] ?? null;
  const text = valueWords(value, column, vocabulary, reference);
  return { id: cellId(table, row, column.name), text, ...(typeof value === 'number' && { value }) };
}

/**
 * Words of a value in a column: by its unit, its code list or its type; `–` for nothing. Where nothing else is asked for, a
 * number has the digits after the point that its source gives.
 */
export function valueWords(
  value: Cell,
  column: Column,
  { report, language, words }: Vocabulary,
  wording: Omit<Wording, 'unit'> = leastOf(column),
): string {
  if (value === null) return words.message('number.none');
  if (column.codeList) {
    const code = report.codeLists[column.codeList]?.codes.find((each) => each.code === String(value));
    return pick(code?.label, language) ?? String(value);
  }
  if (column.type === 'year' || column.type === 'date' || column.type === 'period') return words.period(String(value));
  if (typeof value === 'number') return words.value(value, { unit: column.unit ?? 'number', ...wording });
  return String(value);
}

/** Digits after the point that the source of a column gives. */
export function leastOf({ decimals }: Column): Pick<Wording, 'least'> {
  return decimals === undefined ? {} : { least: decimals };
}

/** How the numbers of a column are worded where they stand under each other. */
export function columnWording(column: Column, rows: readonly Row[], words: Words): Pick<Wording, 'least' | 'most'> {
  const values = rows.flatMap((row) => {
    const value = row[column.name];
    return typeof value === 'number' ? value : [];
  });
  const most = words.powerInColumn(values, column.unit ?? 'number');
  return { ...leastOf(column), ...(most !== undefined && { most }) };
}

/** `jobs (10 000 persons)`: a column's head. */
export function columnHead(column: Column, { language }: Vocabulary): string {
  return pick(column.title, language) ?? column.name;
}

/** Numbers stand at a column's end, words at its start. */
export function columnAlignment(column: Column): 'start' | 'end' {
  return !column.codeList && (column.type === 'integer' || column.type === 'number') ? 'end' : 'start';
}
