import type { LiveData } from '../../model/live.ts';
import { type Marks, placeOf, type Said, type Spot } from './marks.ts';
import type { Tip } from './tip.ts';

/**
 * One stop of the Tab key a drawing; arrow keys move from mark to mark in the order in which they lie, Enter keeps the
 * words and enters them, Escape leaves. What is shown is said in a live region.
 */
export function exploreByKeys(drawing: HTMLElement, marks: Marks, tip: Tip, { messages }: LiveData): void {
  if (!drawing.querySelector('[data-d],[data-t]')) return;
  const language = drawing.parentElement?.lang ?? '';
  const title = captionOf(drawing, language);
  // The drawing inside stays one described image; this is the widget around it that takes the arrow keys.
  drawing.tabIndex = 0;
  drawing.setAttribute('role', 'application');
  drawing.setAttribute('aria-label', (messages['chart.explore']?.[language] ?? '{title}').replace('{title}', title));
  let at: string | undefined;
  drawing.addEventListener('blur', () => {
    at = undefined;
    if (!tip.isPinned) tip.hide();
  });
  drawing.addEventListener('keydown', (event) => {
    if (event.target !== drawing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') at = undefined;
    const spots = marks.spots(drawing);
    const spot = nextSpot(spots, at, event.key);
    const said = spot && marks.say(spot);
    if (!spot || !said) return;
    event.preventDefault();
    at = spot.says;
    const isEntered = event.key === 'Enter' || event.key === ' ';
    spot.element.scrollIntoView({ block: 'nearest' });
    tip.show(spot, said, { pinned: isEntered, byKeys: true, from: drawing });
    if (isEntered) tip.enter();
    announce(said);
  });
}

function nextSpot(spots: Spot[], at: string | undefined, key: string): Spot | undefined {
  const current = spots.find(({ says }) => says === at);
  if (key === 'Enter' || key === ' ') return current ?? spots[0];
  const step = steps[key];
  if (!step) return undefined;
  const places = new Map(spots.map((spot) => [spot, placeOf(spot)]));
  const along = (axis: 'x' | 'y', across: 'x' | 'y') =>
    [...spots].sort((a, b) => {
      const [p, q] = [places.get(a), places.get(b)];
      const difference = Math.round((p?.[axis] ?? 0) - (q?.[axis] ?? 0));
      return difference !== 0 ? difference : (p?.[across] ?? 0) - (q?.[across] ?? 0);
    });
  const order = step.axis === 'x' ? along('x', 'y') : along('y', 'x');
  if (step.to !== undefined) return order.at(step.to);
  if (!current) return order[0];
  return order[Math.min(order.length - 1, Math.max(0, order.indexOf(current) + step.by))];
}

const steps: Record<string, { axis: 'x' | 'y'; by: number; to?: number }> = {
  ArrowRight: { axis: 'x', by: 1 },
  ArrowLeft: { axis: 'x', by: -1 },
  ArrowDown: { axis: 'y', by: 1 },
  ArrowUp: { axis: 'y', by: -1 },
  Home: { axis: 'x', by: 0, to: 0 },
  End: { axis: 'x', by: 0, to: -1 },
};

function captionOf(drawing: Element, language: string): string {
  const title = drawing.closest('figure')?.querySelector('figcaption .title');
  const own = [...(title?.querySelectorAll<HTMLElement>('.l') ?? [])].find((each) => each.lang === language);
  return ((own ?? title)?.textContent ?? '').trim();
}

let region: HTMLElement | undefined;

function announce({ language, head, lines }: Said): void {
  if (!region) {
    region = document.createElement('p');
    region.className = 'spoken';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  region.lang = language;
  const separator = language.startsWith('zh') ? '，' : ', ';
  region.textContent = [head, ...lines.map(({ label, words }) => `${label} ${words}`.trim())]
    .filter((part) => part !== '')
    .join(separator);
}
