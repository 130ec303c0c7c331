import type { Place } from '../base/diagnostic.ts';

/** The place of an offset (UTF-16 code units from 0) in a text; `length` is cut at the end of its line. */
export function placeAt(file: string, text: string, offset: number, length?: number): Place {
  return placesOf(file, text)(offset, length);
}

/** Gives places in one text, whose lines are counted once, and not before the first place is asked for. */
export function placesOf(file: string, text: string): (offset: number, length?: number) => Place {
  let starts: number[] | undefined;
  return (offset, length) => {
    starts ??= lineStarts(text);
    const line = lineOf(starts, offset);
    const start = starts[line - 1] ?? 0;
    const end = (starts[line] ?? text.length + 1) - 1;
    return {
      file,
      line,
      column: offset - start + 1,
      ...(length !== undefined && { length: Math.max(1, Math.min(length, end - offset)) }),
    };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
