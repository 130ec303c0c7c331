import { within } from '../part.ts';

/** Shows the rows that a reader chooses: each choice has a body of its own in the table. */
export function choices(piece: Element | Document): void {
  for (const input of within<HTMLInputElement>(piece, 'input[data-choose]')) {
    input.addEventListener('change', () => {
      const table = document.getElementById(`table-${input.dataset.choose}`);
      for (const body of table?.querySelectorAll<HTMLElement>('tbody') ?? [])
        body.hidden = body.dataset.choice !== input.value;
      table?.dispatchEvent(new Event(choiceChange));
    });
  }
}

/** Event of what is around a table after other rows are shown. */
export const choiceChange = 'jianbao:choice';
