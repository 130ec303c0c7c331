import type { LiveData } from '../../model/live.ts';
import { filled, wordNodes } from '../words.ts';

/** Sets a field over a table that keeps the rows with the words typed, in whatever language. */
export function filterable(table: HTMLTableElement, live: LiveData): void {
  const pattern = document.querySelector<HTMLTemplateElement>('template#table-filter');
  const tools = pattern?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  const field = tools?.querySelector('input');
  const status = tools?.querySelector('[role=status]');
  if (!tools || !field || !status) return;
  const rows = [...(table.tBodies[0]?.rows ?? [])].map((row) => ({ row, text: simplified(row.textContent ?? '') }));
  (table.parentElement ?? table).before(tools);

  const keep = () => {
    const wanted = simplified(field.value.trim()).split(/\s+/);
    for (const { row, text } of rows) row.hidden = !wanted.every((word) => text.includes(word));
    const shown = rows.filter(({ row }) => !row.hidden).length;
    const counts = { n: String(shown), all: String(rows.length) };
    const words = live.languages.map((language) => filled(live.messages['table.shown']?.[language] ?? '', counts));
    status.replaceChildren(...(field.value.trim() === '' ? [] : wordNodes(words, live)));
  };
  field.addEventListener('input', keep);
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
