const gap = 8;

/** Sets a panel under an element, or over it where there is more room; on narrow windows its style puts it at the foot. */
export function placeBeside(panel: HTMLElement, anchor: Element): void {
  panel.style.removeProperty('left');
  panel.style.removeProperty('top');
  panel.style.removeProperty('max-height');
  if (innerWidth < 600) return;
  const at = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  const below = innerHeight - at.bottom - 2 * gap;
  const above = at.top - 2 * gap;
  const isBelow = panel.offsetHeight <= below || below >= above;
  panel.style.setProperty('max-height', `${Math.max(200, isBelow ? below : above)}px`);
  const left = Math.min(Math.max(gap, at.left), innerWidth - panel.offsetWidth - gap);
  const top = isBelow ? at.bottom + gap : at.top - gap - panel.offsetHeight;
  panel.style.setProperty('left', `${left}px`);
  panel.style.setProperty('top', `${Math.max(gap, Math.min(top, innerHeight - panel.offsetHeight - gap))}px`);
}
