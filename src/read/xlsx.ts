import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { Grid } from './grid.ts';

const largestUnpacked = 64 * 1024 * 1024;
const mostCells = 2_000_000;

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
  const [{ default: readXlsxFile }, { unzipSync }] = await Promise.all([
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
    if (unpacked > largestUnpacked) {
      diagnostics.error(
        'xlsx-too-large',
        `the workbook unpacks to more than ${largestUnpacked / 1024 / 1024} MB`,
        { file },
        'save the sheet as CSV',
      );
      return undefined;
    }
    const sheets = await readXlsxFile(bytes.slice().buffer as ArrayBuffer, { trim: false, parseNumber: fifteenDigits });
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
