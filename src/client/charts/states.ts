import { within } from '../part.ts';
import { chosen } from './chosen.ts';
import { drawnEvent } from './live.ts';
import type { Marks } from './marks.ts';
import { unpack } from './unpack.ts';

/** Drawings for other choices: language and width of the drawing (`en wide`) → choices as JSON → SVG. */
type States = Record<string, Record<string, string>>;

/** Charts with few choices come with a drawing for each: what is chosen takes the place of what is shown. */
export function states(piece: Element | Document, marks: Marks): void {
  for (const figure of within<HTMLElement>(piece, 'figure.chart')) {
    const packed = figure.querySelector('script.states')?.textContent;
    if (packed) swapDrawings(figure, packed, marks);
  }
}

function swapDrawings(figure: HTMLElement, packed: string, marks: Marks): void {
  const first = new Map<Element, SVGSVGElement>();
  let opened: Promise<States> | undefined;
  figure.addEventListener('input', async ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.dataset.parameter === undefined) return;
    opened ??= unpack(packed).then((text) => JSON.parse(text));
    const all = await opened;
    const wanted = JSON.stringify(chosen(figure));
    for (const drawing of figure.querySelectorAll<HTMLElement>('.drawing > div')) {
      const shown = drawing.querySelector('svg');
      if (!shown) continue;
      if (!first.has(drawing)) first.set(drawing, shown);
      const other = all[`${drawing.parentElement?.lang} ${drawing.classList[0]}`]?.[wanted];
      const next = other === undefined ? first.get(drawing) : parsed(other);
      if (next && next !== shown) shown.replaceWith(next);
      marks.forget(drawing);
    }
    document.dispatchEvent(new Event(drawnEvent));
  });
}

/** The build's own markup, read as XML: no script in it would run. */
function parsed(svg: string): Element {
  return document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
}
