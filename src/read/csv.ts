import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { Grid, GridRow } from './grid.ts';
import { placesOf } from './place.ts';

/** As many as of a sheet in a workbook. */
const mostCells = 500_000;

class TooManyCells extends Error {}

/** A record: its fields, and the offset in the text at which it starts. */
interface CsvRecord {
  cells: string[];
  start: number;
}

/**
 * Reads CSV (RFC 4180) or, with a tab as delimiter, TSV; empty records are left out. Reports `csv-malformed` (quotes),
 * `csv-empty` and `csv-ragged` (a record with more or fewer fields than the head).
 */
export function readCsv(text: string, file: string, diagnostics: Diagnostics, delimiter = ','): Grid | undefined {
  const placeAt = placesOf(file, text);
  let records: CsvRecord[];
  try {
    records = parseRecords(text, delimiter);
  } catch (error) {
    if (error instanceof TooManyCells) return tooManyCells();
    if (!(error instanceof QuoteError)) throw error;
    const hint = 'put the whole field in quotes and write each quote inside it twice: "say ""yes"""';
    diagnostics.error('csv-malformed', error.message, placeAt(error.offset, 1), hint);
    return undefined;
  }
  const [head, ...body] = records;
  if (head === undefined) {
    diagnostics.error('csv-empty', 'the file has no rows', { file }, 'the first row holds the names of the columns');
    return undefined;
  }
  if (head.cells.length * body.length > mostCells) return tooManyCells();
  // Few places of cells are ever asked for: to keep all would take more memory than the cells.
  const cellPlace = ({ cells, start }: CsvRecord, column: number): Place => {
    const last = Math.min(column, cells.length - 1);
    let [from, to] = [start, endOf(text, start, delimiter)];
    for (let index = 0; index < last; index++) {
      from = to + 1;
      to = endOf(text, from, delimiter);
    }
    return placeAt(from, to - from);
  };
  const rows = body.map((record): GridRow => {
    const { line } = placeAt(record.start);
    const row: GridRow = {
      cells:
        record.cells.length === head.cells.length
          ? record.cells
          : head.cells.map((_, column) => record.cells[column] ?? null),
      place: { file, line, column: 1 },
      at: (column) => cellPlace(record, column),
    };
    return record.cells.length === head.cells.length
      ? row
      : { ...row, isRagged: reportRagged(record.cells.length, head.cells, row, diagnostics) };
  });
  return { file, head: head.cells, rows, headAt: (column) => cellPlace(head, column) };

  function tooManyCells(): undefined {
    const message = `the file has more than ${mostCells} cells`;
    diagnostics.error('csv-too-large', message, { file }, 'a briefing needs aggregated figures: leave out rows');
  }
}

/**
 * A parser of our own because every field must know its offset, and because a cold run counts: csv-parse, asked for
 * records with their raw text, took 45 ms for the default briefing's tables where this takes 4.
 */
function parseRecords(text: string, delimiter: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let record: CsvRecord = { cells: [], start: 0 };
  let at = 0;
  let cells = 0;
  while (at < text.length || record.cells.length > 0) {
    const cell = text[at] === '"' ? readQuoted() : readPlain();
    cells += 1;
    if (cells > mostCells) throw new TooManyCells();
    record.cells.push(cell);
    if (text[at] === delimiter) {
      at++;
      if (at < text.length) continue;
      // The file ends behind a delimiter: one empty field is left.
      record.cells.push('');
    }
    if (record.cells.some((field) => field !== '')) records.push(record);
    at++;
    record = { cells: [], start: at };
  }
  return records;

  function readPlain(): string {
    const start = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n') {
      if (text[at] === '"') throw new QuoteError('a quote inside a field without quotes around it', at);
      at++;
    }
    return text.slice(start, at);
  }

  function readQuoted(): string {
    const start = at;
    for (;;) {
      at = text.indexOf('"', at + 1);
      if (at === -1) throw new QuoteError('a quote is opened and never closed', start);
      if (text[at + 1] !== '"') break;
      at++;
    }
    at++;
    if (at < text.length && text[at] !== delimiter && text[at] !== '\n')
      throw new QuoteError('text behind the closing quote of a field', at);
    return text.slice(start + 1, at - 1).replaceAll('""', '"');
  }
}

/** Where the well-formed field that starts at an offset ends. */
function endOf(text: string, start: number, delimiter: string): number {
  let at = start;
  if (text[at] === '"') {
    for (at = text.indexOf('"', at + 1); text[at + 1] === '"'; at = text.indexOf('"', at + 2));
    return at + 1;
  }
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++;
  return at;
}

class QuoteError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

function reportRagged(count: number, head: readonly string[], row: GridRow, diagnostics: Diagnostics): true {
  const message = `${count} ${count === 1 ? 'field' : 'fields'} where the head has ${head.length}`;
  if (count > head.length) {
    diagnostics.error(
      'csv-ragged',
      message,
      row.at(head.length),
      'a field that holds the delimiter needs quotes: "one, two"',
    );
  } else {
    const missing = head.slice(count, count + 10).map((name) => `"${name}"`);
    if (head.length > count + 10) missing.push('…');
    diagnostics.error(
      'csv-ragged',
      message,
      row.at(count - 1),
      `nothing stands for ${missing.join(', ')}; an empty field still needs its delimiter`,
    );
  }
  return true;
}
