/** A field of a CSV file; nothing stands for a missing value. */
export type CsvField = string | number | boolean | null;

/**
 * Rows as CSV (RFC 4180: commas, CRLF, quotes where needed). Numbers keep all their digits. Text that a spreadsheet would
 * take for a formula gets an apostrophe before it, as OWASP's “CSV injection” advises; `-4.6` as a number stays one.
 */
export function writeCsv(rows: readonly (readonly CsvField[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: CsvField): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Full-width signs too: East Asian versions of Excel read them as the half-width ones. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
