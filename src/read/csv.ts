import { CsvError, parse } from 'csv-parse/sync';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { Grid, GridRow } from './grid.ts';
import { placeAt } from './place.ts';

/** A record with its offset in the text and the text it was read from. */
interface CsvRecord {
  cells: string[];
  raw: string;
  offset: number;
}

/**
 * Reads CSV (RFC 4180) or, with a tab as delimiter, TSV; empty records are left out. Reports `csv-malformed` (quotes),
 * `csv-empty` and `csv-ragged` (a record with more or fewer fields than the head).
 */
export function readCsv(text: string, file: string, diagnostics: Diagnostics, delimiter = ','): Grid | undefined {
  const records = parseRecords(text, file, delimiter, diagnostics);
  const [head, ...body] = records ?? [];
  if (head === undefined) {
    if (records) diagnostics.error('csv-empty', 'the file has no rows', { file }, 'the first row holds the names of the columns');
    return undefined;
  }
  const lines = lineNumbers(text);
  const rows = body
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map((record) => toRow(record, head.cells, { file, text, delimiter, line: lines(record.offset) }, diagnostics));
  return { file, head: head.cells, rows, headAt: (column) => cellPlace(head, column, { file, text, delimiter }) };
}

function parseRecords(text: string, file: string, delimiter: string, diagnostics: Diagnostics): CsvRecord[] | undefined {
  try {
    const parsed = parse(text, { delimiter, raw: true, info: true, relax_column_count: true, skip_empty_lines: true }) as unknown as {
      record: string[];
      raw: string;
    }[];
    let offset = 0;
    return parsed.map(({ record, raw }) => {
      const start = offset + (/^\n*/.exec(raw)?.[0].length ?? 0);
      offset += raw.length;
      return { cells: record, raw: raw.replace(/^\n+/, ''), offset: start };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    reportQuotes(error, text, file, diagnostics);
    return undefined;
  }
}

function reportQuotes(error: CsvError, text: string, file: string, diagnostics: Diagnostics): void {
  const line = Number(error.lines ?? 1);
  const place = { file, line: error.code === 'CSV_QUOTE_NOT_CLOSED' ? openingLine(text) : line };
  const message = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote is opened and never closed' : 'a quote inside a field';
  diagnostics.error('csv-malformed', message, place, 'put the whole field in quotes and write each quote inside it twice: "say ""yes"""');
}

/** The line on which the last quote opens: the text before it has an even number of quotes. */
function openingLine(text: string): number {
  return text.slice(0, text.lastIndexOf('"')).split('\n').length;
}

interface Source {
  file: string;
  text: string;
  delimiter: string;
}

function toRow(record: CsvRecord, head: readonly string[], source: Source & { line: number }, diagnostics: Diagnostics): GridRow {
  const { cells } = record;
  const row: GridRow = {
    cells: head.map((_, column) => cells[column] ?? null),
    place: { file: source.file, line: source.line, column: 1 },
    at: (column) => cellPlace(record, column, source),
  };
  if (cells.length === head.length) return row;
  const message = `${cells.length} ${cells.length === 1 ? 'field' : 'fields'} where the head has ${head.length}`;
  if (cells.length > head.length) {
    diagnostics.error('csv-ragged', message, row.at(head.length), 'a field that holds the delimiter needs quotes: "one, two"');
  } else {
    const missing = head.slice(cells.length).map((name) => `"${name}"`);
    diagnostics.error('csv-ragged', message, row.at(cells.length - 1), `nothing stands for ${missing.join(', ')}; an empty field still needs its delimiter`);
  }
  return { ...row, isRagged: true };
}

/** Finds a field in its record's text; done only for a field that somebody asks about. */
function cellPlace(record: CsvRecord, column: number, { file, text, delimiter }: Source): Place {
  const field = new RegExp(`("(?:[^"]|"")*"|[^${delimiter === '\t' ? '\\t' : `\\${delimiter}`}\\n]*)`, 'y');
  let start = 0;
  for (let index = 0; ; index++) {
    field.lastIndex = start;
    const length = field.exec(record.raw)?.[0].length ?? 0;
    if (index === column || start + length >= record.raw.length) return placeAt(file, text, record.offset + start, length);
    start += length + 1;
  }
}

/** Line numbers of offsets that are asked for in rising order. */
function lineNumbers(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (offset) => {
    for (; next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) line++;
    return line;
  };
}
