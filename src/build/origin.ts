import type { Place } from '../base/diagnostic.ts';

/** Text that a template gave, and where each of its characters was written. */
export interface Templated {
  text: string;
  /** The place of the character at an offset; for what a helper gave, the place of the call. */
  origin(offset: number): Place;
}

/** A stretch of a template that is printed as it stands. */
interface Stretch {
  file: string;
  /** As written, and what of it is left after Handlebars trimmed its ends. */
  written: string;
  kept: string;
  line: number;
  /** From 0. */
  column: number;
  /** Offsets in `written` at which its lines begin, and at which `kept` does; made when a place is first asked for. */
  offsets?: { lines: number[]; kept: number };
}

/** Marks the stretches of templates before they run, so that their output can be followed back to where it was written. */
export function followOrigins(file: string): {
  mark(statement: hbs.AST.ContentStatement): void;
  read(output: string): Templated;
} {
  const stretches: Stretch[] = [];
  return {
    mark(statement) {
      const { loc, value, original } = statement;
      if (value === '') return;
      const { line, column } = loc.start;
      stretches.push({ file: loc.source ?? file, written: String(original), kept: value, line, column });
      statement.value = `\uE002${stretches.length - 1}\uE003${value}`;
    },
    read(output) {
      const [before = '', ...marked] = output.split(/\uE002(\d+)\uE003/);
      let text = before;
      const starts: { at: number; stretch: Stretch }[] = [];
      for (let index = 0; index < marked.length; index += 2) {
        const stretch = stretches[Number(marked[index])];
        if (stretch) starts.push({ at: text.length, stretch });
        text += marked[index + 1];
      }
      return {
        text,
        origin(offset) {
          const found = starts[lastUpTo(offset, starts.length, (index) => starts[index]?.at ?? 0)];
          if (!found) return { file, line: 1, column: 1 };
          return placeIn(found.stretch, offset - found.at);
        },
      };
    },
  };
}

function placeIn(stretch: Stretch, offset: number): Place {
  const { file, written, kept, line, column } = stretch;
  stretch.offsets ??= {
    lines: [0, ...Array.from(written.matchAll(/\n/g), ({ index }) => index + 1)],
    kept: Math.max(0, written.indexOf(kept)),
  };
  const { lines } = stretch.offsets;
  const at = stretch.offsets.kept + Math.min(offset, kept.length);
  const last = lastUpTo(at, lines.length, (index) => lines[index] ?? 0);
  return { file, line: line + last, column: (last === 0 ? column : 0) + at - (lines[last] ?? 0) + 1 };
}

/** Index of the last of `count` rising numbers that is no greater than `limit`; -1 when there is none. */
function lastUpTo(limit: number, count: number, numberAt: (index: number) => number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberAt(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
