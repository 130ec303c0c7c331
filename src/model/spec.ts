/** A JSON object whose shape is another program's business, such as a Vega-Lite specification or a part of one. */
export type Spec = { [key: string]: unknown };

/** Keys and indexes from the root of a JSON document. */
export type Path = readonly (string | number)[];

/** True for a JSON object, false for arrays, null and everything else. */
export function isObject(value: unknown): value is Spec {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object itself, else an empty one. */
export function objectOr(value: unknown): Spec {
  return isObject(value) ? value : {};
}

/** The array itself, else an array of the one value; nothing gives []. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Applies a JSON merge patch (RFC 7396): objects merge key by key, null deletes, anything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Spec = { ...objectOr(target) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}
