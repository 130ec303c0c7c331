import type { LiveData } from '../model/live.ts';
import { charts } from './charts/charts.ts';
import { contents } from './contents.ts';
import { liveData } from './live-data.ts';
import { provenance } from './provenance/provenance.ts';
import { tables } from './tables/tables.ts';
import { takeaway } from './takeaway.ts';
import { theme } from './theme.ts';
import { views } from './views.ts';

/**
 * Brings the page to life. The page is whole without any of this: each part works by itself, and one that a browser
 * cannot run leaves the others alone. What is seen at once starts at once, the rest a part at a time when the browser
 * has nothing else to do; then the page has the class `live`.
 */
const first: Part[] = [views, theme];
const later: Part[] = [contents, provenance, charts, takeaway, tables];

type Part = (live: LiveData) => void;

const live = liveData();
if (live) {
  for (const part of first) start(part, live);
  next(live);
}

function next(live: LiveData): void {
  const part = later.shift();
  if (!part) {
    document.documentElement.classList.add('live');
    return;
  }
  whenIdle(() => {
    start(part, live);
    next(live);
  });
}

function start(part: Part, live: LiveData): void {
  try {
    part(live);
  } catch (error) {
    reportError(error);
  }
}

function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work);
}
