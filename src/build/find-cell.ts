import { didYouMean } from '../base/diagnostic.ts';
import type { DataPackage, Row } from '../model/data.ts';

/** The one cell of a table whose row has the given key, or what is wrong with the question. */
export function findCell(
  data: Pick<DataPackage, 'tables'>,
  tableName: string,
  key: Row,
  column: string,
): { value: Row[string]; row: number } | { code: string; message: string; hint?: string } {
  const table = data.tables.get(tableName);
  if (!table)
    return {
      code: 'table-unknown',
      message: `no table "${tableName}"`,
      hint: didYouMean(tableName, data.tables.keys()),
    };
  const names = table.columns.map((each) => each.name);
  for (const name of [column, ...Object.keys(key)]) {
    if (names.includes(name)) continue;
    return {
      code: 'column-unknown',
      message: `table "${tableName}" has no column "${name}"`,
      hint: didYouMean(name, names),
    };
  }
  const matches = table.rows.flatMap((row, index) =>
    Object.entries(key).every(([name, value]) => String(row[name]) === String(value)) ? [index] : [],
  );
  const [row, ...more] = matches;
  const wanted = Object.entries(key)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
  if (row === undefined) return { code: 'row-unknown', message: `table "${tableName}" has no row with ${wanted}` };
  if (more.length > 0) {
    const hint = table.primaryKey.length > 0 ? `name the whole key: ${table.primaryKey.join(', ')}` : undefined;
    return { code: 'row-ambiguous', message: `table "${tableName}" has ${matches.length} rows with ${wanted}`, hint };
  }
  return { value: table.rows[row]?.[column] ?? null, row };
}
