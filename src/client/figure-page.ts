import { readAddress, viewNamed } from './address.ts';

/**
 * The page of one figure shows the language that its address names, or all, in light unless it names `dark`, or `auto` for
 * what the reader's system asks for: pages that show it in a frame choose it that way.
 */
const { dataset, lang: own } = document.documentElement;
const languages = [...new Set(Array.from(document.querySelectorAll<HTMLElement>('.l[lang]'), ({ lang }) => lang))];
follow();
addEventListener('hashchange', follow);

function follow(): void {
  const { parameters } = readAddress(location.hash);
  const view = viewNamed(parameters.get('lang'), [...languages, 'all']) ?? own;
  const theme = parameters.get('theme');
  if (theme === 'auto') delete dataset.theme;
  else dataset.theme = theme === 'dark' ? theme : 'light';
  dataset.view = view;
  document.documentElement.lang = view === 'all' ? own : view;
}
