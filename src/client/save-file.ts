import { writeCsv } from '../base/write-csv.ts';
import type { FigureData } from '../model/figure-data.ts';

/** Hands a file to the browser to be saved under a name. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has the file once it has begun to save it; nothing tells when that is.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** CSV with the byte-order mark by which Excel knows UTF-8, and under the data, after an empty line, what it is. */
export function csvFile({ csv, remarks }: FigureData): Blob {
  const under = writeCsv([[], ...remarks.map((remark) => [remark])]);
  return new Blob(['\uFEFF', csv, under], { type: 'text/csv;charset=utf-8' });
}
