import type { LiveData } from '../../model/live.ts';
import { datumOf } from '../provenance/datum.ts';
import type { Together } from './links.ts';
import { placeOf, type Said, type Spot } from './marks.ts';

/** The one box of words beside a mark. Text goes in as text. */
export class Tip {
  readonly #box = document.createElement('div');
  readonly #together: Together;
  readonly #live: LiveData;
  #emphasised: Element[] = [];
  #dot: Element | undefined;
  /** Stays until it is dismissed: its numbers can be pressed. */
  isPinned = false;
  /** Belongs to the focus, not to the pointer: it stays beside its mark when the page scrolls, which keys may make it do. */
  #isByKeys = false;
  /** Where the focus goes back to. */
  #from: HTMLElement | undefined;

  constructor(together: Together, live: LiveData) {
    this.#together = together;
    this.#live = live;
    this.#box.className = 'tip';
    this.#box.hidden = true;
    document.body.append(this.#box);
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#box.hidden || document.querySelector('dialog[open]')) return;
      const isInside = this.#box.contains(document.activeElement);
      this.hide();
      if (isInside) this.#from?.focus();
    });
    document.addEventListener('click', ({ target }) => {
      if (this.isPinned && target instanceof Element && !target.closest('.tip, .drawing, dialog, [popover]'))
        this.hide();
    });
    addEventListener('scroll', () => this.#box.hidden || this.isPinned || this.#isByKeys || this.hide(), {
      passive: true,
    });
  }

  show(spot: Spot, said: Said, options: { pinned?: boolean; byKeys?: boolean; from?: HTMLElement } = {}): void {
    this.#release();
    this.isPinned = options.pinned ?? false;
    this.#isByKeys = options.byKeys ?? false;
    this.#from = options.from;
    const canOpen = (of: string) => this.isPinned && datumOf(of, this.#live) !== undefined;
    this.#box.replaceChildren(...written(said, canOpen));
    this.#box.lang = said.language;
    this.#box.classList.toggle('pinned', this.isPinned);
    this.#box.hidden = false;
    this.#emphasise(spot);
    this.#place(spot);
  }

  hide(): void {
    this.isPinned = false;
    this.#isByKeys = false;
    this.#box.hidden = true;
    this.#release();
  }

  /** The first number that can be pressed gets the focus. */
  enter(): void {
    this.#box.querySelector<HTMLElement>('[role=button]')?.focus();
  }

  #emphasise(spot: Spot): void {
    if (spot.point) {
      this.#dot = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
      for (const [name, value] of Object.entries({ cx: spot.point.x, cy: spot.point.y, r: 5, class: 'dot' }))
        this.#dot.setAttribute(name, String(value));
      spot.element.after(this.#dot);
    } else {
      spot.element.classList.add('now');
      this.#emphasised = [spot.element];
    }
    this.#together.light(spot.element.dataset.c, this.isPinned);
  }

  #release(): void {
    for (const element of this.#emphasised) element.classList.remove('now');
    this.#emphasised = [];
    this.#dot?.remove();
    this.#dot = undefined;
    this.#together.light(undefined, true);
  }

  /** Above the mark, below where there is no room; never outside the window. */
  #place(spot: Spot): void {
    const { x, top, bottom } = placeOf(spot);
    const { width, height } = this.#box.getBoundingClientRect();
    const above = top - height - 8;
    const left = Math.max(8, Math.min(x - width / 2, document.documentElement.clientWidth - width - 8));
    const room = document.documentElement.clientHeight - height - 8;
    const at = above >= 64 ? above : Math.min(Math.max(bottom + 8, 8), room);
    // A box that stays belongs to its place on the page and scrolls with it.
    this.#box.style.setProperty('left', `${Math.round(left + scrollX)}px`);
    this.#box.style.setProperty('top', `${Math.round(at + scrollY)}px`);
  }
}

/** A head, and a line for each value; one whose provenance is known is a button as it is in prose. */
function written({ head, lines }: Said, canOpen: (of: string) => boolean): HTMLElement[] {
  const title = document.createElement('p');
  title.textContent = head;
  const list = document.createElement('dl');
  for (const { label, words, of } of lines) {
    const name = document.createElement('dt');
    const value = document.createElement('dd');
    name.textContent = label;
    value.append(of !== undefined && canOpen(of) ? button(words, of) : words);
    list.append(name, value);
  }
  return head === '' ? [list] : [title, list];
}

function button(words: string, of: string): HTMLElement {
  const bound = document.createElement('span');
  bound.className = 'bound';
  bound.dataset.of = of;
  bound.tabIndex = 0;
  bound.setAttribute('role', 'button');
  bound.setAttribute('aria-haspopup', 'dialog');
  bound.textContent = words;
  return bound;
}
