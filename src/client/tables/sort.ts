import type { LiveData } from '../../model/live.ts';
import { languagesInView } from '../views.ts';

/** Makes each head of a table a button: rising, falling, and back to the order of the data. */
export function sortable(table: HTMLTableElement, live: LiveData): void {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const bodies = [...table.tBodies].map((body) => ({ body, asWritten: [...body.rows] }));
  for (const [column, head] of heads.entries()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const next = { ascending: 'descending', descending: undefined }[head.ariaSort ?? ''];
      const order = head.ariaSort === null ? 'ascending' : next;
      for (const each of heads) each.removeAttribute('aria-sort');
      if (order) head.setAttribute('aria-sort', order);
      for (const { body, asWritten } of bodies)
        body.append(...(order ? inOrder(asWritten, column, order === 'descending', languagesInView(live)) : asWritten));
    });
  }
}

/** By exact values where the column has numbers, else by the words in view; what is missing comes last either way. */
function inOrder(rows: HTMLTableRowElement[], column: number, isFalling: boolean, languages: string[]) {
  const [language] = languages;
  const collator = new Intl.Collator(language, { numeric: true });
  const keyed = rows.map((row) => ({ row, ...keyOf(row.cells[column], language) }));
  const isNumeric = keyed.some(({ value }) => value !== undefined);
  const direction = isFalling ? -1 : 1;
  return keyed
    .sort((a, b) => {
      if (!isNumeric) return direction * collator.compare(a.text, b.text);
      if (a.value === undefined || b.value === undefined)
        return Number(a.value === undefined) - Number(b.value === undefined);
      return direction * (a.value - b.value);
    })
    .map(({ row }) => row);
}

function keyOf(cell: HTMLTableCellElement | undefined, language: string | undefined): { value?: number; text: string } {
  const value = cell?.querySelector('data')?.value;
  const own = [...(cell?.querySelectorAll<HTMLElement>('.l') ?? [])].find(({ lang }) => lang === language);
  return { ...(value !== undefined && { value: Number(value) }), text: (own ?? cell)?.textContent ?? '' };
}
