import { type Diagnostics, didYouMean, type Place } from '../base/diagnostic.ts';
import type { Row } from '../model/data.ts';
import { type Field, readCell, writtenValues } from './cell.ts';
import type { Grid, GridRow } from './grid.ts';
import { matchingTexts } from './pattern.ts';

/** A row whose values have types and base units, and that knows where each was written. */
export interface TypedRow {
  values: Row;
  place: Place;
  /** Place of the cell in a column, of the row where there is none. */
  at(name: string): Place;
  /** Whether anything stands in the cell, right or wrong. */
  isWritten(name: string): boolean;
  /** The row has too few or too many fields, already reported: what it says is not to be relied on. */
  isRagged: boolean;
}

/** Table Schema's `fieldsMatch`: whether the file may have more or fewer columns than the schema. */
export type FieldsMatch = 'exact' | 'equal' | 'subset' | 'superset' | 'partial';

/** Gives every cell its type. Reports `column-unknown`, `column-missing` and what `readCell` finds. */
export function typeRows(
  grid: Grid,
  fields: readonly Field[],
  match: FieldsMatch,
  diagnostics: Diagnostics,
): TypedRow[] {
  checkColumns(grid, fields, match, diagnostics);
  const columns = fields
    .map((field) => ({ field, index: grid.head.indexOf(field.name) }))
    .filter(({ index }) => index !== -1)
    .map(({ field, index }) => ({ field: withMatching(grid, index, field, diagnostics), index }));
  const byName = new Map(columns.map((column) => [column.field.name, column]));
  return grid.rows.map((row) => ({
    values: Object.fromEntries(
      columns.map(({ field, index }) => [field.name, typeCell(row, index, field, diagnostics)]),
    ),
    place: row.place,
    at: (name) => {
      const column = byName.get(name);
      return column ? row.at(column.index) : row.place;
    },
    isRagged: row.isRagged ?? false,
    isWritten: (name) => {
      const column = byName.get(name);
      const text = (column && row.cells[column.index]) ?? '';
      return text !== '' && !column?.field.missingValues.includes(text);
    },
  }));
}

/** A field with a pattern also knows which values of its column match; reports `pattern-slow`. */
function withMatching(grid: Grid, index: number, field: Field, diagnostics: Diagnostics): Field {
  const { pattern } = field.constraints;
  if (pattern === undefined) return field;
  const cells = grid.rows.map((row) => row.cells[index] ?? null);
  const matching = matchingTexts(pattern, writtenValues(cells, field));
  if (matching) return { ...field, matching };
  const hint = 'write it without repetition inside repetition: (a+)+ is the same as a+';
  diagnostics.error('pattern-slow', `the pattern ${pattern} takes too long`, grid.headAt(index), hint);
  return field;
}

/** Reports `row-duplicate` for rows that have the same values in the columns that should tell them apart. */
export function checkKey(rows: readonly TypedRow[], key: readonly string[], diagnostics: Diagnostics): void {
  const first = new Map<string, TypedRow>();
  for (const row of rows) {
    const values = key.map((name) => row.values[name] ?? null);
    if (values.includes(null)) continue;
    const id = JSON.stringify(values);
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, row);
      continue;
    }
    const words = key.map((name) => `${name} ${JSON.stringify(row.values[name])}`).join(', ');
    diagnostics.error(
      'row-duplicate',
      `two rows have ${words}`,
      row.at(key[0] ?? ''),
      `the first is ${placeWords(earlier.place)}`,
    );
  }
}

/** `line 3`, or `cell B7`. */
export function placeWords({ line, cell }: Place): string {
  return cell === undefined ? `on line ${line}` : `in cell ${cell}`;
}

function typeCell(row: GridRow, index: number, field: Field, diagnostics: Diagnostics) {
  const reading = readCell(row.cells[index] ?? null, field);
  if ('value' in reading) return reading.value;
  if (!row.isRagged) diagnostics.error(reading.code, reading.message, row.at(index), reading.hint);
  return null;
}

function checkColumns(grid: Grid, fields: readonly Field[], match: FieldsMatch, diagnostics: Diagnostics): void {
  const known = fields.map((field) => field.name);
  const unknown = grid.head.filter((name) => name !== '' && !known.includes(name));
  const missing = known.filter((name) => !grid.head.includes(name));
  const guesses = new Set<string>();
  if (match !== 'subset' && match !== 'partial') {
    for (const name of unknown) {
      const guess = didYouMean(name, missing);
      if (guess) guesses.add(guess);
      const hint =
        guess ?? `declare it in the fields of the resource's schema, or remove it; declared: ${known.join(', ')}`;
      diagnostics.error(
        'column-unknown',
        `no column "${name}" is declared`,
        grid.headAt(grid.head.indexOf(name)),
        hint,
      );
    }
  }
  if (match === 'superset' || match === 'partial') return;
  for (const name of missing) {
    if (guesses.has(`did you mean "${name}"?`)) continue;
    diagnostics.error(
      'column-missing',
      `the declared column "${name}" is not in the file`,
      grid.headAt(0),
      `the file has: ${grid.head.join(', ')}`,
    );
  }
}
