import { unfoldingSteps } from './folded.ts';
import { layoutSteps } from './layout.ts';
import { liveData } from './live-data.ts';
import { first, later } from './parts.ts';

/**
 * Brings the page to life. The page is whole without any of this: each part works by itself, and one that a browser
 * cannot run leaves the others alone. What is seen at once starts at once, the rest a part at a time when the browser
 * has nothing else to do; then what is out of view is laid out, and the page has the class `live`.
 */
const live = liveData();
if (live) {
  for (const part of first) attempt(() => part(live));
  whenPainted(() => {
    next([...unfoldingSteps(), ...later.map((part) => () => part(live)), ...layoutSteps(), beLive]);
  });
}

/** After the first paint of the whole page; a page in a window that nobody sees is not painted. */
function whenPainted(work: () => void): void {
  if (document.readyState !== 'complete') addEventListener('load', () => whenPainted(work), { once: true });
  else if (document.hidden) setTimeout(work);
  else requestAnimationFrame(() => setTimeout(work));
}

/** Small steps go together. */
function next(waiting: (() => void)[]): void {
  if (waiting.length === 0) return;
  whenIdle(() => {
    const begun = performance.now();
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      attempt(step);
      if (performance.now() - begun >= 4) break;
    }
    next(waiting);
  });
}

function beLive(): void {
  document.documentElement.classList.add('live');
}

function attempt(step: () => void): void {
  try {
    step();
  } catch (error) {
    reportError(error);
  }
}

/** Chromium calls no time idle for some seconds after a page has opened at a place within it: it is not waited for. */
function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 100 });
  else setTimeout(work);
}
