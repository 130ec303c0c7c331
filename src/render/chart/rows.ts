import type { ChartTableKeys } from '../../model/chart.ts';
import { isObject } from '../../model/spec.ts';
import { own } from './tags.ts';

/** Most rows that one mark may stand for; a mark of more is an aggregate, which says its own number. */
const most = 4;

/**
 * Finds the rows of the figure's data table that a datum comes from: those with its values in the key columns, `3` or
 * `3 4`. A datum folded from several columns names one of them: `3.2`. Undefined when there is none, or too many.
 */
export function rowFinder(table: ChartTableKeys | undefined): (datum: unknown) => string | undefined {
  if (!table) return () => undefined;
  const { columns, keys, rows } = table;
  const byKey = keys.map((_, at) => {
    const found = new Map<string, Set<number>>();
    for (const [index, row] of rows.entries()) {
      const value = String(row[at]);
      found.set(value, (found.get(value) ?? new Set()).add(index));
    }
    return found;
  });
  return (datum) => {
    if (!isObject(datum)) return undefined;
    let left: number[] | undefined;
    for (const [at, key] of keys.entries()) {
      const same = sameKey(datum, key, byKey[at]);
      if (same) left = left ? left.filter((row) => same.has(row)) : [...same];
    }
    if (!left || left.length === 0 || left.length > most) return undefined;
    const column = foldedColumn(datum);
    return left.map((row) => (column < 0 ? `${row}` : `${row}.${column}`)).join(' ');
  };

  /** The column whose name a folded datum carries as a value, beside the column itself. */
  function foldedColumn(datum: Record<string, unknown>): number {
    for (const [name, value] of Object.entries(datum)) {
      if (typeof value !== 'string' || keys.includes(name)) continue;
      const at = columns.indexOf(value);
      if (at >= 0 && Object.hasOwn(datum, value)) return at;
    }
    return -1;
  }
}

/** By the column's own name; by the code of a code list's row or of a map's shape. */
function sameKey(datum: object, key: string, rows: Map<string, Set<number>> | undefined): Set<number> | undefined {
  for (const name of [key, 'code', 'id']) {
    const value = own(datum, name);
    if (value === undefined || value === null) continue;
    const found = rows?.get(String(value));
    if (found) return found;
    if (name === key) return new Set();
  }
  return undefined;
}
