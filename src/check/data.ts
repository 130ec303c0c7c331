import type { Diagnostics } from '../base/diagnostic.ts';
import type { Cell, Row, Sum, Table } from '../model/data.ts';
import type { Report } from '../model/report.ts';
import { isOlder } from './age.ts';

/**
 * Rule “data contract”, beyond what reading a file sees: sums that the author declares, rows that say the same twice,
 * sources older than they may be.
 */
export function checkData({ tables, sources, briefing }: Report, diagnostics: Diagnostics): void {
  for (const table of Object.values(tables)) {
    for (const sum of table.sums ?? []) checkSum(table, sum, diagnostics);
    if (table.primaryKey.length === 0) checkDuplicates(table, diagnostics);
  }
  for (const { id, date, maxAge, place } of Object.values(sources)) {
    if (date === undefined || maxAge === undefined || !isOlder(date, maxAge, briefing.edition.date)) continue;
    const message = `source "${id}" of ${date} is older than ${maxAge} at the edition of ${briefing.edition.date}`;
    diagnostics.warning('source-stale', message, place, 'look for a newer edition of it, or allow it a greater maxAge');
  }
}

/** Adds up the columns of each row, or a column over the rows of each group, and compares. Rows with gaps say nothing. */
function checkSum(table: Table, sum: Sum, diagnostics: Diagnostics): void {
  const { columns, by, equals, tolerance = 0 } = sum;
  for (const rows of by ? groupsOf(table, by) : table.rows.map((row, index) => [{ row, index }])) {
    const parts = rows.flatMap(({ row }) => columns.map((column) => row[column]));
    const [first] = rows;
    const whole = typeof equals === 'number' ? equals : first?.row[equals];
    if (!first || typeof whole !== 'number' || !parts.every((part) => typeof part === 'number')) continue;
    const total = parts.reduce((all, part) => all + part, 0);
    // Decimal fractions do not add up exactly in binary.
    if (Math.abs(total - whole) <= tolerance + 1e-9 * Math.max(1, Math.abs(whole))) continue;
    const where = (by ?? []).map((column) => ` at ${column} ${first.row[column]}`).join(',');
    const wanted = typeof equals === 'number' ? `${whole}` : `${whole} of "${equals}"`;
    const margin = tolerance > 0 ? ` ± ${tolerance}` : '';
    diagnostics.error(
      'sum-wrong',
      `${columns.map((column) => `"${column}"`).join(' + ')}${where} is ${Number(total.toPrecision(12))}, not ${wanted}${margin}`,
      table.places[first.index] ?? table.place,
    );
  }
}

function groupsOf({ rows }: Table, by: readonly string[]): { row: Row; index: number }[][] {
  const groups = new Map<string, { row: Row; index: number }[]>();
  rows.forEach((row, index) => {
    const key = JSON.stringify(by.map((column) => row[column] ?? null));
    const group = groups.get(key);
    if (group) group.push({ row, index });
    else groups.set(key, [{ row, index }]);
  });
  return [...groups.values()];
}

/** Without a key only a row that is the same throughout is surely written twice. */
function checkDuplicates({ rows, columns, places, place }: Table, diagnostics: Diagnostics): void {
  const first = new Map<string, number>();
  rows.forEach((row, index) => {
    const id = JSON.stringify(columns.map(({ name }): Cell => row[name] ?? null));
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, index);
      return;
    }
    const before = places[earlier];
    const hint =
      before && `the first is ${before.cell === undefined ? `on line ${before.line}` : `in cell ${before.cell}`}`;
    diagnostics.warning('row-repeated', 'a row says what an earlier row says', places[index] ?? place, hint);
  });
}
