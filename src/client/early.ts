import { readAddress, viewNamed } from './address.ts';
import { recall } from './memory.ts';

// Runs before anything is painted, so that the page opens in the language and theme that the reader chose before.

// The fonts are in the page; ready before the first text is set, nothing is set twice.
for (const face of document.fonts) face.load().catch(() => {});

const theme = recall('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

// Opened anew at its top, the page may leave for later what is out of view (`layout.ts`); a place in it has to be found.
const [opening] = performance.getEntriesByType('navigation');
const isAtTop =
  readAddress(location.hash).anchor === '' && (opening as { type?: string } | undefined)?.type === 'navigate';
const root = document.documentElement;
root.classList.toggle('opening', isAtTop);
// From the first moment on: who follows a link before the page has come alive is led to the right place as well.
addEventListener('hashchange', () => {
  if (!root.classList.contains('opening')) return;
  root.classList.remove('opening');
  document.getElementById(readAddress(location.hash).anchor)?.scrollIntoView();
});

const switches = [...document.querySelectorAll<HTMLInputElement>('input.view')];
const views = switches.map(({ id }) => id.replace('view-', ''));
const view = viewNamed(readAddress(location.hash).parameters.get('lang'), views) ?? viewNamed(recall('lang'), views);
const chosen = switches.find(({ id }) => id === `view-${view}`);
if (chosen) chosen.checked = true;
