import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { Grid } from './grid.ts';

const largestUnpacked = 64 * 1024 * 1024;
const mostCells = 500_000;

/**
 * Reads one sheet of an Excel workbook (.xlsx); the first row holds the names. Numbers are read as Excel shows them, with
 * 15 digits: 124.49999999999999 is 124.5. Reports `xlsx-malformed`, `xlsx-too-large`, `sheet-unknown` and `xlsx-empty`.
 */
export async function readXlsx(
  bytes: Uint8Array,
  file: string,
  diagnostics: Diagnostics,
  sheet: string | number = 1,
): Promise<Grid | undefined> {
  const sheets = await unpack(bytes, file, diagnostics);
  if (sheets === undefined) return undefined;
  const names = sheets.map((one) => one.sheet);
  const found = sheets[typeof sheet === 'number' ? sheet - 1 : names.indexOf(sheet)];
  if (found === undefined) {
    diagnostics.error(
      'sheet-unknown',
      `no sheet ${typeof sheet === 'number' ? sheet : `"${sheet}"`}`,
      { file },
      `the workbook has: ${names.join(', ')}`,
    );
    return undefined;
  }
  return toGrid(found.data, file, found.sheet, diagnostics);
}

interface Sheet {
  sheet: string;
  data: unknown[][];
}

async function unpack(bytes: Uint8Array, file: string, diagnostics: Diagnostics): Promise<Sheet[] | undefined> {
  const [{ default: readXlsxFile }, { unzipSync, zipSync }] = await Promise.all([
    import('read-excel-file/universal'),
    import('fflate'),
  ]);
  try {
    let unpacked = 0;
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize;
        return false;
      },
    });
    const tooLarge = (what: string) => diagnostics.error('xlsx-too-large', what, { file }, 'save the sheet as CSV');
    if (unpacked > largestUnpacked) {
      tooLarge(`the workbook unpacks to more than ${largestUnpacked / 1024 / 1024} MB`);
      return undefined;
    }
    // No entry gets longer than it says it is: what is read is what was measured.
    const parts = unzipSync(bytes);
    if (Object.entries(parts).some(([name, part]) => /\.xml$/i.test(name) && !isBounded(part))) {
      tooLarge(`the workbook has more than ${mostCells} cells, or a cell further out`);
      return undefined;
    }
    const measured = zipSync(parts, { level: 0 });
    const sheets = await readXlsxFile(measured.slice().buffer as ArrayBuffer, {
      trim: false,
      parseNumber: fifteenDigits,
    });
    return sheets as unknown as Sheet[];
  } catch (error) {
    const why = error instanceof Error && error.message !== '' ? ` (${error.message})` : '';
    diagnostics.error(
      'xlsx-malformed',
      `the file is not an Excel workbook that can be read${why}`,
      { file },
      'save it as .xlsx, or as CSV UTF-8',
    );
    return undefined;
  }
}

/**
 * Whether a sheet's cells fit into a table of `mostCells`: one cell written at XFD1048576 would make seventeen thousand
 * million.
 */
function isBounded(part: Uint8Array): boolean {
  const text = new TextDecoder().decode(part);
  let [cells, columns, rows] = [0, 0, 0];
  for (const [, name, letters = '', row = ''] of text.matchAll(
    /<(?:\w+:)?(c|row|dimension)\b(?:[^>]*?\sr="([A-Za-z]*)(\d*)")?/g,
  )) {
    if (name === 'c') cells += 1;
    columns = Math.max(columns, columnNumber(letters));
    rows = Math.max(rows, Number(row));
  }
  return cells <= mostCells && Math.max(columns, 1) * rows <= mostCells && columns <= mostCells;
}

/** `A` → 1, `AB` → 28; nothing → 0. */
function columnNumber(letters: string): number {
  return [...letters.toUpperCase().slice(0, 8)].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

function fifteenDigits(written: string): string {
  return String(Number(Number(written).toPrecision(15)));
}

function toGrid(data: unknown[][], file: string, sheet: string, diagnostics: Diagnostics): Grid | undefined {
  const at = (row: number, column: number): Place => ({ file, sheet, cell: cellName(row, column) });
  const width = data.reduce(
    (widest, row) => Math.max(widest, row.findLastIndex((value) => toText(value) !== null) + 1),
    0,
  );
  if (width === 0) {
    diagnostics.error(
      'xlsx-empty',
      `sheet "${sheet}" is empty`,
      { file, sheet },
      'the first row holds the names of the columns',
    );
    return undefined;
  }
  if (width * data.length > mostCells) {
    diagnostics.error(
      'xlsx-too-large',
      `sheet "${sheet}" has more than ${mostCells} cells`,
      { file, sheet },
      'save the sheet as CSV',
    );
    return undefined;
  }
  const rows = data.map((row, index) => ({
    cells: Array.from({ length: width }, (_, column) => toText(row[column])),
    place: at(index, 0),
    at: (column: number) => at(index, column),
  }));
  const [head, ...body] = rows;
  return {
    file,
    head: (head?.cells ?? []).map((name) => name ?? ''),
    rows: body.filter((row) => row.cells.some((cell) => cell !== null)),
    headAt: (column) => at(0, column),
  };
}

function toText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return value instanceof Date ? value.toISOString().replace('T00:00:00.000Z', '') : String(value);
}

/** Row and column from 0 → `B7`. */
function cellName(row: number, column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return `${letters}${row + 1}`;
}
