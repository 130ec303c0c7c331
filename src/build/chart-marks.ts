import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { Located } from '../model/briefing.ts';
import { childrenOf } from '../model/chart-scope.ts';
import { isObject, type Path, type Spec } from '../model/spec.ts';

/** Marks of Vega-Lite v6, composite ones included. */
const marks = new Set(
  'arc area bar boxplot circle errorband errorbar geoshape image line point rect rule square text tick trail'.split(
    ' ',
  ),
);

/** Checks the marks of all views: Vega-Lite itself fails on an unknown one without saying why. */
export function checkMarks(spec: Spec, written: Located, diagnostics: Diagnostics, path: Path = []): void {
  const { mark } = spec;
  const at = [...path, 'mark', ...(isObject(mark) ? ['type'] : [])];
  const type = isObject(mark) ? mark.type : mark;
  if (mark !== undefined && !(typeof type === 'string' && marks.has(type))) {
    const hint = didYouMean(String(type), marks) ?? `marks: ${[...marks].join(', ')}`;
    diagnostics.error('mark-unknown', `no mark ${JSON.stringify(type ?? null)} in Vega-Lite`, written.at(at), hint);
  }
  for (const { child, path: inside } of childrenOf(spec, path)) checkMarks(child, written, diagnostics, inside);
}
