import type { Marks } from './marks.ts';
import type { Tip } from './tip.ts';

/** Words beside the mark under a mouse or pen; a press or a tap keeps them. */
export function exploreByPointer(drawing: HTMLElement, marks: Marks, tip: Tip): void {
  let before: string | undefined;
  drawing.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'touch' || tip.isPinned) return;
    const spot = marks.at(drawing, event.clientX, event.clientY);
    if (spot?.says === before) return;
    before = spot?.says;
    const said = spot && marks.say(spot);
    if (spot && said) tip.show(spot, said);
    else tip.hide();
  });
  drawing.addEventListener('pointerleave', () => {
    before = undefined;
    if (!tip.isPinned) tip.hide();
  });
  drawing.addEventListener('click', (event) => {
    // A press of a key on a focused drawing is no click at a place.
    if (event.detail === 0) return;
    const spot = marks.at(drawing, event.clientX, event.clientY);
    const said = spot && marks.say(spot);
    before = undefined;
    if (spot && said) tip.show(spot, said, { pinned: true, from: drawing });
    else tip.hide();
  });
}
