import { zipSync } from 'fflate';

/** One zip of many files: path → bytes. The same files and date give the same bytes, on any day and in any time zone. */
export function zipFiles(files: ReadonlyMap<string, Uint8Array>, isoDate: string): Uint8Array {
  const entries = Array.from(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(entries), { level: 9, mtime: zipTime(isoDate) });
}

/** Zip stores a wall clock without a zone, read off local time: noon of that day wherever this runs; 1980 at the earliest. */
function zipTime(isoDate: string): Date {
  const [year = 1980, month = 1, day = 1] = isoDate.slice(0, 10).split('-').map(Number);
  return new Date(Math.max(year, 1980), month - 1, day, 12);
}
