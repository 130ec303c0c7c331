import type { LiveData } from '../model/live.ts';
import { charts } from './charts/charts.ts';
import { contents } from './contents.ts';
import type { Part } from './part.ts';
import { provenance } from './provenance/provenance.ts';
import { tables } from './tables/tables.ts';
import { takeaway } from './takeaway.ts';
import { theme } from './theme.ts';
import { views } from './views.ts';

/** What is seen at once. */
export const first: Part[] = [once(views), once(theme)];
/** What starts when the browser has nothing else to do, in this order. */
export const later: Part[] = [once(contents), provenance, charts, takeaway, tables];

/** A part whose elements are never replaced. */
function once(start: (live: LiveData) => void): Part {
  return (live) => {
    start(live);
    return undefined;
  };
}
