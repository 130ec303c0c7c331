import type { LiveData } from '../../model/live.ts';
import type { PageChanges } from '../../model/preview.ts';
import { unfoldAll } from '../folded.ts';
import { liveData } from '../live-data.ts';
import type { Enliven } from '../part.ts';
import { first, later } from '../parts.ts';
import { readingPlace } from '../reading-place.ts';
import { takeStyle } from './style.ts';
import { Twin } from './twin.ts';

/** Starts the page as it starts when it is published; gives what changes it while its author writes. */
export function startPage(): (changes: PageChanges) => void {
  unfoldAll(document.body);
  const twin = new Twin(document.body);
  const live = liveData();
  if (!live) return () => location.reload();
  const enliven = [...first, ...later].flatMap((part) => attempt(() => part(live)) ?? []);
  document.documentElement.classList.remove('opening');
  document.documentElement.classList.add('live');
  return (changes) => {
    const stay = readingPlace((element) => twin.successorOf(element));
    if (changes.style !== undefined) takeStyle(changes.style);
    if (changes.islands) renew(live, changes.islands);
    for (const piece of patched(twin, changes)) bringToLife(piece, enliven);
    follow(live);
    stay();
  };
}

function patched(twin: Twin, { shell, sections = {} }: PageChanges): Element[] {
  const isSection = (element: Element) => element.matches('main > section[id]');
  const fresh = shell === undefined ? [] : twin.update(twin.root, bodyOf(shell), isSection);
  const inside = Object.entries(sections).flatMap(([id, html]) => {
    const before = twin.root.querySelector(`main > section[id="${CSS.escape(id)}"]`);
    const after = bodyOf(html).firstElementChild;
    return before && after ? twin.update(before, after) : [];
  });
  return [...fresh, ...inside];
}

function bringToLife(piece: Element, enliven: Enliven[]): void {
  for (const part of enliven) attempt(() => part(piece));
}

/** All parts hold on to the same object. */
function renew(live: LiveData, islands: Record<string, string>): void {
  for (const [id, text] of Object.entries(islands)) {
    const island = document.getElementById(id);
    if (island) island.textContent = text;
  }
  const next = liveData();
  if (next) Object.defineProperties(live, Object.getOwnPropertyDescriptors(next));
}

/** The title is that of the view. */
function follow({ titles }: LiveData): void {
  const view = document.querySelector('input.view:checked')?.id.replace('view-', '') ?? '';
  document.title = titles[view] ?? Object.values(titles)[0] ?? document.title;
}

function bodyOf(html: string): HTMLElement {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  unfoldAll(body);
  return body;
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    reportError(error);
    return undefined;
  }
}
