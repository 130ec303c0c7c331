import { readAddress, viewNamed } from './address.ts';

/** The page of one figure shows the language that its address names, or all; other pages choose it that way. */
const { dataset, lang: own } = document.documentElement;
const languages = [...new Set(Array.from(document.querySelectorAll<HTMLElement>('.l[lang]'), ({ lang }) => lang))];
follow();
addEventListener('hashchange', follow);

function follow(): void {
  const view = viewNamed(readAddress(location.hash).parameters.get('lang'), [...languages, 'all']) ?? own;
  dataset.view = view;
  document.documentElement.lang = view === 'all' ? own : view;
}
