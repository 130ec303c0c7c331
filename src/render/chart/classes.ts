import { childrenOf } from '../../model/chart-scope.ts';
import { isObject, type Spec } from '../../model/spec.ts';
import { own, type SceneItem, type SceneMark } from './tags.ts';

/** The classes of a drawing's legends, numbered through all of them. */
export interface MarkClasses {
  /** The class that a symbol, band or label of a legend stands for. */
  ofEntry(item: SceneItem): string | undefined;
  /** Of a band of colour between two numbers: `10,000–15,000`. */
  nameOf(item: SceneItem): string | undefined;
  /** The classes that a mark belongs to: `0`, `0 4`. */
  ofMark(item: SceneItem): string | undefined;
}

/**
 * Finds which marks a legend speaks of: those with its value in a field that has a legend, and for classes of numbers
 * those in its colour.
 */
export function classesOf(root: SceneMark, fields: readonly string[]): MarkClasses {
  const values: string[] = [];
  const colours: string[] = [];
  const names = new Map<SceneItem, string>();
  collect(root);
  const bands = values.length;
  return {
    ofEntry(item) {
      const colour = bandColour(item);
      const value = colour === undefined ? values.indexOf(codeOf(item)) : bands + colours.indexOf(colour);
      return value >= 0 ? String(value) : undefined;
    },
    nameOf: (item) => names.get(item),
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
      if (mark.role === 'legend-symbol') add(values, codeOf(item));
      if (mark.role === 'legend-band') add(colours, String(item.fill));
      if (mark.role === 'legend') nameBands(itemsOf(item, 'legend-band'), itemsOf(item, 'legend-label'));
      for (const inner of mark.marktype === 'group' ? (item.items ?? []) : []) collect(inner);
    }
  }

  function bandColour(item: SceneItem): string | undefined {
    return names.has(item) ? String(item.fill) : undefined;
  }

  /** Each band begins at a label, the first one maybe at none that can be said. */
  function nameBands(bands: SceneItem[], labels: SceneItem[]): void {
    const texts = labels.map(({ text }) => [text].flat().join(' ').trim()).filter((text) => text !== '');
    const missing = bands.length - texts.length;
    for (const [index, band] of bands.entries()) {
      const [from, to] = [texts[index - Math.max(0, missing)], texts[index + 1 - Math.max(0, missing)]];
      names.set(band, from === undefined ? `< ${to}` : to === undefined ? `≥ ${from}` : `${from}–${to}`);
    }
  }
}

function itemsOf(item: SceneItem, role: string): SceneItem[] {
  return (item.items ?? []).flatMap((mark) =>
    mark.role === role
      ? mark.items
      : mark.marktype === 'group'
        ? mark.items.flatMap((inner) => itemsOf(inner, role))
        : [],
  );
}

function add(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value);
}

function codeOf({ datum }: SceneItem): string {
  return String(own(datum, 'value'));
}

const legendChannels = ['color', 'fill', 'stroke', 'shape', 'strokeDash', 'opacity', 'size'];

/** Fields that the legends of a specification speak of. */
export function legendFields(spec: Spec): string[] {
  const encoding = isObject(spec.encoding) ? spec.encoding : {};
  const own = legendChannels.flatMap((channel) => {
    const def = encoding[channel];
    return isObject(def) && typeof def.field === 'string' && def.legend !== null ? [def.field] : [];
  });
  return [...new Set([...own, ...childrenOf(spec, []).flatMap(({ child }) => legendFields(child))])];
}
