import { isObject, listOf, type Spec } from '../../model/spec.ts';

/**
 * Tells which marks of a compiled specification have a measure for their colour: by a scale from pale to dark, not by one
 * of categories. The light end of such a scale is meant to be light.
 */
export function measureColours(written: Spec, compiled: Spec): (mark: string) => boolean {
  const [scales, marks] = [new Map<unknown, Spec>(), new Map<unknown, Spec>()];
  collect(compiled);
  const ordered = orderedFields(written);
  const measured = new Set([...marks].filter(([, mark]) => isMeasured(mark)).map(([name]) => name));
  return (mark) => measured.has(mark);

  function collect(group: Spec): void {
    for (const scale of listOf(group.scales)) if (isObject(scale)) scales.set(scale.name, scale);
    for (const mark of listOf(group.marks)) {
      if (!isObject(mark)) continue;
      marks.set(mark.name, mark);
      collect(mark);
    }
  }

  function isMeasured({ encode }: Spec): boolean {
    const update = isObject(encode) && isObject(encode.update) ? encode.update : {};
    return ['fill', 'stroke'].some((channel) =>
      listOf(update[channel]).some((rule) => {
        const scale = isObject(rule) ? scales.get(rule.scale) : undefined;
        if (!isObject(rule) || !scale) return false;
        return scale.type !== 'ordinal' || scale.range === 'ordinal' || ordered.has(rule.field);
      }),
    );
  }
}

const channels = new Set(['color', 'fill', 'stroke']);

/** Fields that colours are given by and that are no names: Vega-Lite knows them apart, Vega does not. */
function orderedFields(written: unknown): Set<unknown> {
  const found = new Set<unknown>();
  collect(written);
  return found;

  function collect(value: unknown): void {
    if (Array.isArray(value)) for (const each of value) collect(each);
    if (!isObject(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      if (channels.has(key) && isObject(inner) && inner.field !== undefined && inner.type === 'ordinal')
        found.add(inner.field);
      if (key !== 'values') collect(inner);
    }
  }
}
