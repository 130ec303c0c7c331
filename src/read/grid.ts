import type { Diagnostics, Place } from '../base/diagnostic.ts';

/** A table as written, before types: every cell is text, or null where nothing was written. */
export interface Grid {
  file: string;
  head: string[];
  rows: GridRow[];
  /** Place of a column's name. */
  headAt(column: number): Place;
}

export interface GridRow {
  cells: (string | null)[];
  place: Place;
  /** Place of a cell. */
  at(column: number): Place;
  /** The row has too few or too many fields, already reported: its cells may stand in the wrong columns. */
  isRagged?: boolean;
}

/** Reports columns without a name (`column-unnamed`) or with the same (`column-duplicate`). */
export function checkHead(grid: Grid, diagnostics: Diagnostics): void {
  grid.head.forEach((name, index) => {
    if (name.trim() === '') {
      diagnostics.error(
        'column-unnamed',
        `column ${index + 1} has no name`,
        grid.headAt(index),
        'name it, or remove the empty column',
      );
    } else if (grid.head.indexOf(name) !== index) {
      diagnostics.error('column-duplicate', `two columns are called "${name}"`, grid.headAt(index));
    }
  });
}
