import type { Fact, Row, Table } from '../../model/data.ts';
import type { Report } from '../../model/report.ts';
import type { NumberReference } from './clauses.ts';

/** A number that stands in the text, with what its data say of it. */
export interface Datum {
  value: number;
  unit?: string;
  fact?: Fact;
  /** The cell that it is, when it is one as it stands. */
  cell?: { table: Table; row: Row; column: string };
}

/** The datum behind a reference; undefined when it has no number. */
export function datumOf(reference: NumberReference, { facts, tables }: Report): Datum | undefined {
  if (reference.type === 'cell') {
    const cell = findCell(tables[reference.table], reference.key, reference.column);
    const value = cell?.row[reference.column];
    if (!cell || typeof value !== 'number') return undefined;
    const unit = cell.table.columns.find(({ name }) => name === reference.column)?.unit;
    return { value, cell, ...(unit !== undefined && { unit }) };
  }
  const fact = facts[reference.fact];
  if (!fact || fact.value === null) return undefined;
  return { value: fact.value, unit: fact.unit, fact, ...cellOf(fact, tables) };
}

/** A fact whose formula is a single cell is that cell. */
function cellOf({ formula, inputs = [] }: Fact, tables: Report['tables']): { cell?: NonNullable<Datum['cell']> } {
  const [input] = inputs;
  if (inputs.length !== 1 || input?.type !== 'cell' || !/^\s*cell\([^()]*\)\s*$/.test(formula ?? '')) return {};
  const cell = findCell(tables[input.table], input.key, input.column);
  return cell ? { cell } : {};
}

function findCell(table: Table | undefined, key: Row, column: string): Datum['cell'] {
  const row = table?.rows.find((each) =>
    Object.entries(key).every(([name, value]) => String(each[name]) === String(value)),
  );
  return table && row ? { table, row, column } : undefined;
}

/**
 * Whether a cell is the extreme of its column among the rows that differ from its own in one part of the key only: among
 * all years of a city, or all cities of a year. Undefined when there is nothing to compare with.
 */
export function isExtreme(
  { table, row, column }: NonNullable<Datum['cell']>,
  side: 'highest' | 'lowest',
): boolean | undefined {
  const value = row[column];
  if (typeof value !== 'number') return undefined;
  const keys = table.primaryKey;
  const fields = table.primaryKey.map((varied) =>
    table.rows
      .filter((other) => keys.every((key) => key === varied || other[key] === row[key]))
      .flatMap((other) => (typeof other[column] === 'number' ? (other[column] as number) : [])),
  );
  const compared = fields.filter((values) => values.length > 1);
  if (compared.length === 0) return undefined;
  return compared.some((values) => (side === 'highest' ? Math.max(...values) : Math.min(...values)) === value);
}
