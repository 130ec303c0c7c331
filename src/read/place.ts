import type { Place } from '../base/diagnostic.ts';

/** The place of an offset (UTF-16 code units from 0) in a text; `length` is cut at the end of its line. */
export function placeAt(file: string, text: string, offset: number, length?: number): Place {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  const lineEnd = text.indexOf('\n', offset);
  const room = (lineEnd === -1 ? text.length : lineEnd) - offset;
  return {
    file,
    line,
    column: offset - lineStart + 1,
    ...(length !== undefined && { length: Math.max(1, Math.min(length, room)) }),
  };
}
