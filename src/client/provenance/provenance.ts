import type { LiveData } from '../../model/live.ts';
import { type OpenProvenance, provenancePanel } from './panel.ts';

/** Opens the panel for a datum, by the name that `data-of` gives; does nothing on a page without the panel. */
export let openProvenance: OpenProvenance = () => false;

/** Makes every number that came from data a button: pressed, it tells where it comes from. */
export function provenance(live: LiveData): void {
  const open = provenancePanel(live);
  if (!open) return;
  openProvenance = open;
  for (const bound of document.querySelectorAll<HTMLElement>('.bound[data-of]')) {
    bound.tabIndex = 0;
    bound.setAttribute('role', 'button');
    bound.setAttribute('aria-haspopup', 'dialog');
  }
  const press = (event: Event) => {
    const bound = (event.target as Element).closest<HTMLElement>('.bound[role=button]');
    if (bound && open(bound.dataset.of ?? '', bound)) event.preventDefault();
  };
  document.addEventListener('click', press);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') press(event);
  });
}
