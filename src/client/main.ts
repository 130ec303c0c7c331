import type { LiveData } from '../model/live.ts';
import { charts } from './charts/charts.ts';
import { contents } from './contents.ts';
import { provenance } from './provenance/provenance.ts';
import { tables } from './tables/tables.ts';
import { takeaway } from './takeaway.ts';
import { theme } from './theme.ts';
import { views } from './views.ts';

/**
 * Brings the page to life. The page is whole without any of this: each part works by itself, and one that a browser
 * cannot run leaves the others alone.
 */
const parts: ((live: LiveData) => void)[] = [views, theme, contents, provenance, tables, takeaway, charts];

const island = document.getElementById('live')?.textContent;
if (island) {
  const live: LiveData = JSON.parse(island);
  for (const part of parts) {
    try {
      part(live);
    } catch (error) {
      reportError(error);
    }
  }
}
