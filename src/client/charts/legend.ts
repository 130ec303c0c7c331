import { drawnEvent } from './live.ts';

/**
 * Makes the entries of legends pressable: real buttons lie over the drawn entries, so that nothing moves and keyboard
 * and screen reader find them. One pressed entry mutes the marks of all others; several add up. What is pressed holds in
 * every drawing of the figure, and in what takes a drawing's place.
 */
export function legends(drawings: HTMLElement[]): void {
  const withLegend = drawings.filter((drawing) => drawing.querySelector('[data-l]'));
  if (withLegend.length === 0) return;
  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      addButtons(target as HTMLElement);
    }
  });
  for (const drawing of withLegend) near.observe(drawing);
  const figures = new Set(withLegend.flatMap((drawing) => drawing.closest('figure') ?? []));
  document.addEventListener(drawnEvent, () => {
    for (const figure of figures) if (pressedIn(figure).size > 0) mute(figure);
  });
}

/** Pixels that a target needs at least (WCAG 2.2, 2.5.8). */
const least = 24;

function addButtons(drawing: HTMLElement): void {
  const svg = drawing.querySelector('svg');
  const figure = drawing.closest('figure');
  if (!svg || !figure) return;
  const frame = svg.getBoundingClientRect();
  const layer = document.createElement('div');
  layer.className = 'legend';
  layer.style.setProperty('max-width', `${svg.getAttribute('width')}px`);
  layer.style.setProperty('aspect-ratio', `${frame.width} / ${frame.height}`);
  const pressed = pressedIn(figure);
  const share = (length: number, whole: number) => `${((length / whole) * 100).toFixed(2)}%`;
  const entries = new Map<string, SVGGraphicsElement[]>();
  for (const mark of svg.querySelectorAll<SVGGraphicsElement>('[data-l]')) {
    const entry = mark.dataset.l ?? '';
    entries.set(entry, [...(entries.get(entry) ?? []), mark]);
  }
  for (const [entry, marks] of entries) {
    const boxes = marks.map((mark) => mark.getBoundingClientRect());
    const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
    const width = Math.max(least, Math.max(...boxes.map((box) => box.right)) - left);
    const height = Math.max(least, Math.max(...boxes.map((box) => box.bottom)) - top);
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.entry = entry;
    button.setAttribute('aria-pressed', String(pressed.has(entry)));
    button.setAttribute('aria-label', nameOf(marks));
    button.style.setProperty('left', share(left - frame.left, frame.width));
    button.style.setProperty('top', share(top - frame.top, frame.height));
    button.style.setProperty('width', share(width, frame.width));
    button.style.setProperty('height', share(height, frame.height));
    button.addEventListener('click', () => {
      if (!pressed.delete(entry)) pressed.add(entry);
      mute(figure);
    });
    layer.append(button);
  }
  drawing.append(layer);
}

const pressedEntries = new WeakMap<Element, Set<string>>();

function pressedIn(figure: Element): Set<string> {
  const pressed = pressedEntries.get(figure) ?? new Set<string>();
  pressedEntries.set(figure, pressed);
  return pressed;
}

function mute(figure: Element): void {
  const pressed = pressedIn(figure);
  for (const button of figure.querySelectorAll<HTMLElement>('.legend button'))
    button.setAttribute('aria-pressed', String(pressed.has(button.dataset.entry ?? '')));
  for (const mark of figure.querySelectorAll<SVGElement>('.drawing :is([data-k], [data-l])')) {
    const classes = (mark.dataset.k ?? mark.dataset.l ?? '').split(' ');
    mark.classList.toggle('mute', pressed.size > 0 && !classes.some((each) => pressed.has(each)));
  }
}

/** The entry's text; the name that a band of colour was given. */
function nameOf(marks: SVGGraphicsElement[]): string {
  const named = marks.find(({ dataset }) => dataset.n !== undefined);
  if (named) return named.dataset.n ?? '';
  return marks
    .map(({ localName, textContent }) => (localName === 'text' ? (textContent ?? '') : ''))
    .join('')
    .trim();
}
