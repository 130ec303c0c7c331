import { within } from '../part.ts';
import { drawnEvent } from './live.ts';

/** Charts and tables that are emphasised and filtered together. */
export interface Together {
  /** Emphasises what has one of these codes (as in `data-c`) everywhere; undefined ends it. `kept`: until told anew. */
  light(codes: string | undefined, kept?: boolean): void;
  /** Takes in an element that took another's place. */
  renew(piece: Element): void;
}

/** Links all elements with `data-c`: a code under the pointer lights up in all of them, filters mute or hide the rest. */
export function links(): Together {
  let byCode: Map<string, Element[]> | undefined;
  let lit: Element[] = [];
  let frames: Element[] = [];
  const known = () => {
    byCode ??= indexed();
    return byCode;
  };

  const light = (codes: string | undefined) => {
    for (const element of lit) element.classList.remove('on');
    lit = codes ? codes.split(' ').flatMap((code) => known().get(code) ?? []) : [];
    for (const element of lit) element.classList.add('on');
    const next = [...new Set(lit.flatMap((element) => element.closest('svg, tbody') ?? []))];
    for (const frame of frames) if (!next.includes(frame)) frame.classList.remove('lit');
    for (const frame of next) frame.classList.add('lit');
    frames = next;
  };

  const filter = filters(known);
  // Marks that were drawn anew know nothing of what was chosen before.
  document.addEventListener(drawnEvent, () => {
    byCode = undefined;
    filter.apply();
  });
  const enliven = (piece: Element | Document) => {
    for (const body of within<HTMLElement>(piece, 'tbody:has([data-c])')) {
      body.addEventListener('pointerover', ({ target }) => {
        const row = target instanceof Element ? target.closest<HTMLElement>('tr') : null;
        light(row?.dataset.c);
      });
      body.addEventListener('pointerleave', () => light(undefined));
    }
    filter.enliven(piece);
  };
  enliven(document);
  return {
    light,
    renew(piece) {
      byCode = undefined;
      enliven(piece);
      filter.apply();
    },
  };
}

function indexed(): Map<string, Element[]> {
  const found = new Map<string, Element[]>();
  for (const element of document.querySelectorAll<HTMLElement | SVGElement>('[data-c]')) {
    for (const code of element.dataset.c?.split(' ') ?? []) {
      const before = found.get(code);
      if (before) before.push(element);
      else found.set(code, [element]);
    }
  }
  return found;
}

/** The filters of one link say the same everywhere; each option lists the codes that it keeps. */
function filters(known: () => Map<string, Element[]>): { enliven(piece: Element | Document): void; apply(): void } {
  const out = new Map<string, boolean>();
  return { enliven, apply };

  function enliven(piece: Element | Document): void {
    for (const option of within<HTMLInputElement>(piece, '.filter input[data-link]')) {
      option.addEventListener('change', () => {
        for (const other of document.querySelectorAll<HTMLInputElement>('.filter input[data-link]')) {
          if (other.dataset.link === option.dataset.link) other.checked = other.value === option.value;
        }
        const kept = new Set(option.value === '' ? [] : option.value.split(' '));
        const [from = 0, to = -1] = (option.dataset.link ?? '').split('-').map(Number);
        for (let code = from; code <= to; code++) {
          out.set(String(code), kept.size > 0 && !kept.has(String(code)));
        }
        apply();
      });
    }
  }

  function apply(): void {
    for (const [code, isOut] of out)
      for (const element of known().get(code) ?? []) element.classList.toggle('out', isOut);
  }
}
