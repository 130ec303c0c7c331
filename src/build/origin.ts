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
          const found = starts.findLast(({ at }) => at <= offset);
          if (!found) return { file, line: 1, column: 1 };
          return placeIn(found.stretch, offset - found.at);
        },
      };
    },
  };
}

function placeIn({ file, written, kept, line, column }: Stretch, offset: number): Place {
  const trimmed = Math.max(0, written.indexOf(kept));
  const lines = written.slice(0, trimmed + Math.min(offset, kept.length)).split('\n');
  const last = lines.at(-1) ?? '';
  return { file, line: line + lines.length - 1, column: (lines.length === 1 ? column : 0) + last.length + 1 };
}
