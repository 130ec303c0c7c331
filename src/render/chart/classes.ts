import { childrenOf } from '../../model/chart-scope.ts';
import { isObject, type Spec } from '../../model/spec.ts';
import { own, type SceneItem, type SceneMark } from './tags.ts';

/** The classes of a drawing's legends, numbered through all of them. */
export interface MarkClasses {
  /** The class that a symbol, band or label of a legend stands for. */
  ofEntry(item: SceneItem): string | undefined;
  /** The classes that a mark belongs to: `0`, `0 4`. */
  ofMark(item: SceneItem): string | undefined;
}

/**
 * Finds which marks a legend speaks of: those with its value in a field that has a legend, and for classes of numbers
 * those in its colour.
 */
export function classesOf(root: SceneMark, spec: Spec): MarkClasses {
  const fields = [...new Set(legendFields(spec))];
  const values: string[] = [];
  const colours: string[] = [];
  const entries = new Map<object, number>();
  collect(root);
  const bands = values.length;
  return {
    ofEntry(item) {
      const colour = bandColour(item);
      const value = colour === undefined ? values.indexOf(valueOf(item)) : bands + colours.indexOf(colour);
      return value >= 0 ? String(value) : undefined;
    },
    ofMark(item) {
      const found = fields.flatMap((field) => {
        const value = own(item.datum, field);
        const index = value === undefined ? -1 : values.indexOf(String(value));
        return index >= 0 ? [index] : [];
      });
      const band = colours.indexOf(String(item.fill));
      if (band >= 0 && item.fill !== null) found.push(bands + band);
      return found.length > 0 ? [...new Set(found)].join(' ') : undefined;
    },
  };

  function collect(mark: SceneMark): void {
    for (const item of mark.items) {
      if (mark.role === 'legend-symbol') add(values, valueOf(item));
      if (mark.role === 'legend-band') {
        entries.set(item, entries.size);
        add(colours, String(item.fill));
      }
      for (const inner of mark.marktype === 'group' ? (item.items ?? []) : []) collect(inner);
    }
  }

  function bandColour(item: SceneItem): string | undefined {
    return entries.has(item) ? String(item.fill) : undefined;
  }
}

function add(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value);
}

function valueOf({ datum }: SceneItem): string {
  return String(own(datum, 'value'));
}

const legendChannels = ['color', 'fill', 'stroke', 'shape', 'strokeDash', 'opacity', 'size'];

function legendFields(spec: Spec): string[] {
  const encoding = isObject(spec.encoding) ? spec.encoding : {};
  const own = legendChannels.flatMap((channel) => {
    const def = encoding[channel];
    return isObject(def) && typeof def.field === 'string' && def.legend !== null ? [def.field] : [];
  });
  return [...own, ...childrenOf(spec, []).flatMap(({ child }) => legendFields(child))];
}
