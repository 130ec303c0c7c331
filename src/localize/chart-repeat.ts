import { isObject, objectOr, type Spec } from '../model/spec.ts';

/**
 * Writes a repeated view out as the layers or concatenated views that it stands for, so that every field gets its own
 * titles and units. A repeat whose views hold parameters is left as it is: Vega-Lite joins their selections.
 */
export function expandRepeats(spec: Spec): Spec {
  const expanded = Object.fromEntries(Object.entries(spec).map(([key, value]) => [key, inside(key, value)]));
  if (!('repeat' in expanded) || !isObject(expanded.spec) || holdsParams(expanded.spec)) return expanded;
  const { repeat, spec: view, columns, ...rest } = expanded;
  const copies = (fields: unknown, name: string, of: Spec) =>
    Array.isArray(fields) ? fields.map((field) => substitute(of, name, field) as Spec) : [of];
  if (Array.isArray(repeat)) {
    return { ...rest, ...(columns !== undefined && { columns }), concat: copies(repeat, 'repeat', view as Spec) };
  }
  const { layer, row, column } = objectOr(repeat);
  if (layer !== undefined) return { ...rest, layer: copies(layer, 'layer', view as Spec) };
  const rows = copies(row, 'row', view as Spec);
  const width = Array.isArray(column) ? column.length : 1;
  return { ...rest, columns: width, concat: rows.flatMap((one) => copies(column, 'column', one)) };
}

const composed = new Set(['layer', 'concat', 'hconcat', 'vconcat', 'spec']);

function inside(key: string, value: unknown): unknown {
  if (!composed.has(key)) return value;
  if (Array.isArray(value)) return value.map((child) => (isObject(child) ? expandRepeats(child) : child));
  return isObject(value) ? expandRepeats(value) : value;
}

function substitute(value: unknown, name: string, field: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => substitute(entry, name, field));
  if (!isObject(value)) return value;
  if (value.repeat === name && Object.keys(value).length === 1) return field;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, substitute(child, name, field)]));
}

function holdsParams(spec: Spec): boolean {
  return Object.entries(spec).some(
    ([key, value]) =>
      (key === 'params' && Array.isArray(value) && value.length > 0) ||
      (composed.has(key) &&
        (Array.isArray(value) ? value : [value]).some((child) => isObject(child) && holdsParams(child))),
  );
}
