import { memo } from '../../base/memo.ts';
import { childrenOf } from '../../model/chart-scope.ts';
import { isObject, objectOr, type Spec } from '../../model/spec.ts';
import type { Drawn, Laid, Views } from './engine.ts';
import { mayHaveLegend, narrowerLegends } from './legends.ts';
import { leastView, viewWidth } from './size.ts';

/** Lays a specification out; `size` stands in for its own, which is quicker than another specification. */
export type Run = Views['lay'];

/**
 * Draws a specification so that it is no wider than `width` pixels. A single or layered view is fitted by Vega; the
 * views of a facet or concatenation are scaled by what a first drawing measures. Natural size when no width is given.
 */
export async function fitToWidth(spec: Spec, width: number | undefined, run: Run): Promise<Drawn> {
  if (width === undefined) return (await run(spec)).write();
  const drawFitted = isComposed(spec) ? fitComposed : fitSingle;
  const views = isComposed(spec) ? stacked(spec, width) : spec;
  let drawn = await drawFitted(views, width, run);
  if (fits(drawn, width) || !mayHaveLegend(views)) return drawn;
  for (const narrower of narrowerLegends) {
    drawn = await drawFitted(narrower(views), width, run);
    if (fits(drawn, width)) break;
  }
  return drawn;
}

const attempts = 4;

async function fitSingle(spec: Spec, width: number, run: Run): Promise<Drawn> {
  if (isObject(spec.width) && 'step' in spec.width) {
    const natural = await run(spec);
    if (fits(natural, width)) return natural.write();
  }
  let asked = width;
  const view = fixed(spec);
  let drawn = await run(view, { width: asked });
  for (let i = 1; i < attempts && !fits(drawn, width); i++) {
    asked = Math.max(leastView, asked - excess(drawn, width) - 1);
    drawn = await run(view, { width: asked });
  }
  return drawn.write();
}

/** The same for the same specification, so that its view is drawn again in other widths. */
function fixed(spec: Spec): Spec {
  const autosize = { ...autosizeOf(spec), type: 'fit-x', contains: 'padding' };
  return memo(spec, 'fixed', [], () => ({ ...spec, autosize }));
}

function autosizeOf(spec: Spec): Spec {
  return isObject(spec.autosize) ? spec.autosize : {};
}

/** Total width is nearly linear in the scale of the views, so two drawings tell the right scale. */
async function fitComposed(spec: Spec, width: number, run: Run): Promise<Drawn> {
  let scale = Math.max(0.05, (width - 48) / naturalWidth(spec));
  let drawn = await run(spec, { scale });
  let before: { scale: number; total: number } | undefined;
  let best = fits(drawn, width) ? await drawn.write() : undefined;
  for (let i = 1; i < attempts; i++) {
    const total = totalWidth(drawn);
    if (fits(drawn, width) && total > width - 8) break;
    const slope = before && scale !== before.scale ? (total - before.total) / (scale - before.scale) : total / scale;
    before = { scale, total };
    scale = Math.max(0.02, scale + (width - 1 - total) / (slope > 0 ? slope : total / scale));
    drawn = await run(spec, { scale });
    if (fits(drawn, width) && (!best || totalWidth(drawn) > totalWidth(best))) best = await drawn.write();
  }
  return best ?? drawn.write();
}

function isComposed(spec: Spec): boolean {
  const facet = ['row', 'column', 'facet'].some((channel) => isObject(objectOr(spec.encoding)[channel]));
  return facet || ['concat', 'hconcat', 'vconcat', 'facet', 'repeat'].some((key) => key in spec);
}

/** Where views would become too narrow to read, fewer stand side by side. */
function stacked(spec: Spec, width: number): Spec {
  const most = Math.max(1, Math.floor(width / 150));
  if (Array.isArray(spec.hconcat) && spec.hconcat.length > most) {
    const { hconcat, ...rest } = spec;
    return { ...rest, concat: hconcat, columns: most };
  }
  if (typeof spec.columns === 'number' && spec.columns > most) return { ...spec, columns: most };
  const facet = objectOr(objectOr(spec.encoding).facet);
  if (typeof facet.columns !== 'number' || facet.columns <= most) return spec;
  return { ...spec, encoding: { ...objectOr(spec.encoding), facet: { ...facet, columns: most } } };
}

/** A guess at the width of all views side by side, in pixels, labels and gaps aside. */
function naturalWidth(spec: Spec): number {
  const children = childrenOf(spec, []).map(({ child }) => child);
  const widths = children.map(naturalWidth);
  if (Array.isArray(spec.hconcat)) return widths.reduce((sum, width) => sum + width, 0);
  if (Array.isArray(spec.concat))
    return Math.max(...widths) * Math.min(columnsOf(spec, children.length), children.length);
  if (Array.isArray(spec.vconcat)) return Math.max(...widths);
  const facet = objectOr(spec.encoding);
  if ('facet' in spec || 'repeat' in spec) return (widths[0] ?? 200) * columnsOf(spec, 3);
  if (isObject(facet.facet) || isObject(facet.column)) return viewWidth(spec) * columnsOf(objectOr(facet.facet), 3);
  return viewWidth(spec);
}

function columnsOf({ columns }: Spec, otherwise: number): number {
  return typeof columns === 'number' ? columns : otherwise;
}

type Size = Pick<Laid, 'width' | 'overflow'>;

function totalWidth({ width, overflow }: Size): number {
  return width + Math.max(0, overflow.left) + Math.max(0, overflow.right);
}

function fits(drawn: Size, width: number): boolean {
  return totalWidth(drawn) <= width + 0.5;
}

function excess(drawn: Size, width: number): number {
  return totalWidth(drawn) - width;
}
