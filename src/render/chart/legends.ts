import { childrenOf } from '../../model/chart-scope.ts';
import { isObject, objectOr, type Spec } from '../../model/spec.ts';

/** Ways to make legends over a drawing narrower, one after the other: under each other, then in fewer columns. */
export const narrowerLegends: ((spec: Spec) => Spec)[] = [undefined, 4, 3, 2, 1].map(
  (columns) => (spec) => withLegends(spec, columns),
);

/** True when a view may have a legend at all. */
export function mayHaveLegend(spec: Spec): boolean {
  const own = Object.values(objectOr(spec.encoding)).some(
    (def) => isObject(def) && 'field' in def && def.legend !== null,
  );
  return own || childrenOf(spec, []).some(({ child }) => mayHaveLegend(child));
}

function withLegends(spec: Spec, columns: number | undefined): Spec {
  const config = objectOr(spec.config);
  const stacked = { anchor: 'start', direction: 'vertical', margin: 4 };
  const legend = {
    ...objectOr(config.legend),
    layout: { top: stacked, bottom: stacked },
    ...(columns !== undefined && { columns }),
  };
  return { ...spec, config: { ...config, legend } };
}
