import { readAddress, viewNamed } from './address.ts';
import { recall } from './memory.ts';

// Runs before anything is painted, so that the page opens in the language and theme that the reader chose before.

const theme = recall('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

const switches = [...document.querySelectorAll<HTMLInputElement>('input.view')];
const views = switches.map(({ id }) => id.replace('view-', ''));
const view = viewNamed(readAddress(location.hash).parameters.get('lang'), views) ?? viewNamed(recall('lang'), views);
const chosen = switches.find(({ id }) => id === `view-${view}`);
if (chosen) chosen.checked = true;
