/** A copy of a drawing that needs nothing of the page but its palette and fonts. */
export interface DrawingCopy {
  element: SVGSVGElement;
  /** CSS pixels. */
  width: number;
  height: number;
  /** CSS `font-family` of its place in the page. */
  family: string;
}

/**
 * The drawing of a figure as the reader has made it: with the choices of its widgets, what legends and filters mute, and
 * where a runtime draws it, the runtime's last frame. The wide one stands for both widths, unless only the other is alive.
 */
export function drawingInView(figure: HTMLElement, language: string): DrawingCopy {
  const holder = figure.querySelector(`.drawing[lang="${language}"]`) ?? figure.querySelector('.drawing');
  const alive = [...(holder?.querySelectorAll('.is-alive') ?? [])].find(isSeen)?.querySelector('.alive svg');
  const svg = alive ?? holder?.querySelector('.wide svg') ?? holder?.querySelector('svg');
  if (!holder || !(svg instanceof SVGSVGElement)) throw new Error(`${figure.id} has no drawing in ${language}`);
  const [, , boxWidth = 0, boxHeight = 0] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  const width = Number(svg.getAttribute('width')) || boxWidth || svg.clientWidth;
  const height = Number(svg.getAttribute('height')) || boxHeight || svg.clientHeight;
  return {
    element: withPageRules(svg, svg.cloneNode(true) as SVGSVGElement),
    width: Math.ceil(width),
    height: Math.ceil(height),
    family: getComputedStyle(holder).fontFamily,
  };
}

function isSeen(element: Element): boolean {
  return element.checkVisibility?.() !== false;
}

/** Rules of the page do not reach into a file: what they do to a drawing is written into its copy. */
function withPageRules(svg: SVGSVGElement, copy: SVGSVGElement): SVGSVGElement {
  for (const animation of svg.getAnimations?.({ subtree: true }) ?? []) animation.finish();
  const muted = copy.querySelectorAll('.mute, .out');
  for (const [index, mark] of [...svg.querySelectorAll('.mute, .out')].entries())
    muted[index]?.setAttribute('opacity', getComputedStyle(mark).opacity);
  for (const dot of copy.querySelectorAll('.dot')) dot.remove();
  if (svg.closest('.alive')) for (const text of copy.querySelectorAll('text')) text.removeAttribute('font-family');
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const name of element.getAttributeNames())
      if (name === 'class' || name.startsWith('data-')) element.removeAttribute(name);
  }
  return copy;
}
