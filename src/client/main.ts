import type { LiveData } from '../model/live.ts';
import { liveData } from './live-data.ts';
import type { Part } from './part.ts';
import { first, later } from './parts.ts';

/**
 * Brings the page to life. The page is whole without any of this: each part works by itself, and one that a browser
 * cannot run leaves the others alone. What is seen at once starts at once, the rest a part at a time when the browser
 * has nothing else to do; then the page has the class `live`.
 */
const live = liveData();
if (live) {
  for (const part of first) start(part, live);
  next(live, [...later]);
}

function next(live: LiveData, waiting: Part[]): void {
  const part = waiting.shift();
  if (!part) {
    document.documentElement.classList.add('live');
    return;
  }
  whenIdle(() => {
    start(part, live);
    next(live, waiting);
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
