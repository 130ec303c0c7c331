import type { LiveData } from '../../model/live.ts';
import { copyText } from './copy.ts';
import { datumOf } from './datum.ts';
import { fill } from './fill.ts';
import { placeBeside } from './place.ts';
import { sentenceWithCitation } from './sentence.ts';

/** Opens the panel for a datum beside an element, which gets the focus back; false when nothing is known of the datum. */
export type OpenProvenance = (id: string, anchor: Element) => boolean;

export interface ProvenancePanel {
  open: OpenProvenance;
  /** Says again what is shown, after the data have changed. */
  renew(): void;
}

/** The panel that tells where a number comes from; undefined where the page has none or the browser cannot show it. */
export function provenancePanel(live: LiveData): ProvenancePanel | undefined {
  const panel = document.querySelector<HTMLDialogElement>('dialog.provenance');
  if (!panel || typeof panel.showModal !== 'function') return undefined;
  /** Data shown one after another, the last one in view. */
  let trail: string[] = [];
  let anchor: Element | undefined;

  panel.addEventListener('click', (event) => {
    const target = event.target as Element;
    if (target === panel && isOutside(event, panel)) panel.close();
    if (target.closest('a[href^="#"]')) panel.close();
    const button = target.closest<HTMLElement>('[data-press]');
    if (button?.dataset.press === 'close') panel.close();
    if (button?.dataset.press === 'back') show(trail.slice(0, -1));
    if (button?.dataset.press === 'copy') void copy(button.lang);
  });
  panel.addEventListener('close', () => {
    const before = anchor;
    anchor = undefined;
    if (before instanceof HTMLElement || before instanceof SVGElement) before.focus({ preventScroll: true });
  });

  return { open, renew: () => panel.open && show(trail) };

  function open(id: string, beside: Element): boolean {
    if (!panel || !datumOf(id, live)) return false;
    anchor = beside;
    show([id]);
    if (!panel.open) panel.showModal();
    placeBeside(panel, beside);
    panel.querySelector<HTMLElement>('[data-slot="label"]')?.focus({ preventScroll: true });
    return true;
  }

  function show(next: string[]): void {
    const datum = datumOf(next.at(-1) ?? '', live);
    if (!datum || !panel) return;
    trail = next;
    fill(panel, datum, live, (id) => {
      show([...trail, id]);
      panel.querySelector<HTMLElement>('[data-slot="label"]')?.focus({ preventScroll: true });
    });
    for (const each of panel.querySelectorAll<HTMLElement>('.copied, .by-hand')) each.hidden = true;
    const back = panel.querySelector<HTMLElement>('.back');
    if (back) back.hidden = trail.length < 2;
    panel.scrollTop = 0;
  }

  async function copy(language: string): Promise<void> {
    const datum = datumOf(trail.at(-1) ?? '', live);
    if (!datum || !panel) return;
    const text = sentenceWithCitation(datum, language, trail.length === 1 ? anchor : undefined, live);
    const isCopied = await copyText(text);
    const [copied, byHand] = [...panel.querySelectorAll<HTMLElement>('.copied, .by-hand')];
    if (copied) copied.hidden = !isCopied;
    if (!byHand) return;
    byHand.hidden = isCopied;
    const field = byHand.querySelector('textarea');
    if (!field) return;
    field.value = text;
    if (!isCopied) field.select();
  }
}

/** A press on the backdrop counts as one on the dialog. */
function isOutside({ clientX, clientY }: MouseEvent, panel: Element): boolean {
  const { left, right, top, bottom } = panel.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
