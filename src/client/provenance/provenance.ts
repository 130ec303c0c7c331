import type { LiveData } from '../../model/live.ts';
import { type Enliven, within } from '../part.ts';
import { type OpenProvenance, provenancePanel } from './panel.ts';

/** Opens the panel for a datum, by the name that `data-of` gives; does nothing on a page without the panel. */
export let openProvenance: OpenProvenance = () => false;

/** Makes every number that came from data a button: pressed, it tells where it comes from. */
export function provenance(live: LiveData): Enliven | undefined {
  const panel = provenancePanel(live);
  if (!panel) return undefined;
  const { open } = panel;
  openProvenance = open;
  const enliven = (piece: Element | Document) => {
    for (const bound of within<HTMLElement>(piece, '.bound[data-of]')) {
      bound.tabIndex = 0;
      bound.setAttribute('role', 'button');
      bound.setAttribute('aria-haspopup', 'dialog');
    }
  };
  enliven(document);
  const press = (event: Event) => {
    const bound = (event.target as Element).closest<HTMLElement>('.bound[role=button]');
    if (bound && open(bound.dataset.of ?? '', bound)) event.preventDefault();
  };
  document.addEventListener('click', press);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') press(event);
  });
  return (piece) => {
    enliven(piece);
    panel.renew();
  };
}
