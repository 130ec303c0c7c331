import type { LiveData } from '../../model/live.ts';
import { filled, wordNodes } from '../words.ts';
import { choiceChange } from './choice.ts';

/** Sets a field over a table that keeps the rows with the words typed, in whatever language. */
export function filterable(table: HTMLTableElement, live: LiveData): void {
  const pattern = document.querySelector<HTMLTemplateElement>('template#table-filter');
  const tools = pattern?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  const field = tools?.querySelector('input');
  const status = tools?.querySelector('[role=status]');
  if (!tools || !field || !status) return;
  const rows = [...table.tBodies]
    .flatMap((body) => [...body.rows])
    .map((row) => ({ row, text: simplified(row.textContent ?? '') }));
  // Those of another choice are there, but not to be counted.
  const isChosen = ({ row }: { row: HTMLElement }) => row.parentElement?.hidden !== true;
  (table.parentElement ?? table).before(tools);

  const keep = () => {
    const wanted = simplified(field.value.trim()).split(/\s+/);
    for (const { row, text } of rows) row.hidden = !wanted.every((word) => text.includes(word));
    const chosen = rows.filter(isChosen);
    const shown = chosen.filter(({ row }) => !row.hidden).length;
    const counts = { n: String(shown), all: String(chosen.length) };
    const words = live.languages.map((language) => filled(live.messages['table.shown']?.[language] ?? '', counts));
    status.replaceChildren(...(field.value.trim() === '' ? [] : wordNodes(words, live)));
  };
  field.addEventListener('input', keep);
  table.parentElement?.addEventListener(choiceChange, keep);
  // A link to a row that is filtered out shows it.
  addEventListener('hashchange', () => {
    const target = document.querySelector(':target');
    if (!target || !table.contains(target) || !(target as HTMLElement).hidden) return;
    field.value = '';
    keep();
    target.scrollIntoView();
  });
}

/** The same for upper and lower case, full and half width. */
function simplified(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
