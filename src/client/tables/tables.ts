import type { LiveData } from '../../model/live.ts';
import { type Enliven, within } from '../part.ts';
import { choices } from './choice.ts';
import { filterable } from './filter.ts';
import { sortable } from './sort.ts';

/** Fewest rows for which sorting is of use, and for which finding is. */
const sorted = 3;
const searched = 12;

/** Tables of data can be sorted by each column; long tables can be searched. */
export function tables(live: LiveData): Enliven {
  const enliven = (piece: Element | Document) => {
    choices(piece);
    for (const table of within<HTMLTableElement>(piece, 'main table:is(.data, .part)')) {
      const rows = table.tBodies[0]?.rows.length ?? 0;
      if (table.classList.contains('data') && rows >= sorted) sortable(table, live);
      if (rows >= searched) filterable(table, live);
    }
  };
  enliven(document);
  return enliven;
}
