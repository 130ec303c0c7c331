import type { Diagnostics } from '../base/diagnostic.ts';
import type { ListedJobs } from '../model/batch.ts';
import { readCsv } from './csv.ts';
import { decodeText } from './text.ts';

/**
 * A CSV list of jobs: a parameter a column, a job a row; an empty cell is the parameter's default. Reports what
 * `readCsv` does; undefined when the list cannot be used.
 */
export function readJobList(bytes: Uint8Array, file: string, diagnostics: Diagnostics): ListedJobs | undefined {
  const before = diagnostics.list.length;
  const text = decodeText(bytes, file, diagnostics, 'utf-8');
  const grid = text === undefined ? undefined : readCsv(text, file, diagnostics);
  if (grid === undefined || diagnostics.list.length > before) return undefined;
  const index = (column: string) => grid.head.indexOf(column);
  return {
    file,
    columns: grid.head.map((name, column) => ({ name, place: grid.headAt(column) })),
    rows: grid.rows.map((row) => ({
      values: Object.fromEntries(
        grid.head.flatMap((name, column) => {
          const written = String(row.cells[column] ?? '').trim();
          return written === '' ? [] : [[name, written]];
        }),
      ),
      place: row.place,
      at: (column) => row.at(index(column)),
    })),
  };
}
