import { childrenOf } from '../../model/chart-scope.ts';
import { isObject, listOf, type Spec } from '../../model/spec.ts';

/** A width for a single view in pixels, or what the widths of all views of a composed one are multiplied by. */
export type Size = { width: number } | { scale: number };

/** Pixels that a view keeps even where the labels around it leave nothing. */
export const leastView = 24;

/** The specification in a size: of one view, or of every view in it. */
export function sized(spec: Spec, size: Size): Spec {
  return 'width' in size ? { ...spec, width: size.width } : scaled(spec, size.scale);
}

/**
 * The signals by which Vega-Lite sizes the views of a composed specification, with their values in pixels: `childWidth`,
 * `concat_0_width`, or `width` for views below each other that are equally wide. Empty when there are none that could be
 * set.
 */
export function widthSignals(compiled: Spec, spec: Spec): Map<string, number> {
  const own = new Set(parameterNames(spec));
  const signals = listOf(compiled.signals).filter(isObject);
  const { width } = compiled;
  return new Map([
    ...(typeof width === 'number' && !own.has('width') ? [['width', width] as const] : []),
    ...signals.flatMap(({ name, value }) =>
      typeof name === 'string' && typeof value === 'number' && /(^|_)(width|childWidth)$/.test(name) && !own.has(name)
        ? [[name, value] as const]
        : [],
    ),
  ]);
}

/** A width multiplied, as `sized` does it. */
export function scaledWidth(width: number, scale: number): number {
  return Math.max(leastView, Math.round(width * scale));
}

/** The width that a view asks for, in pixels; Vega-Lite's default when it asks for none or for steps. */
export function viewWidth({ width }: Spec): number {
  return typeof width === 'number' ? width : 200;
}

function scaled(spec: Spec, scale: number): Spec {
  const children = childrenOf(spec, []);
  if (children.length === 0 || Array.isArray(spec.layer)) {
    return { ...spec, width: scaledWidth(viewWidth(spec), scale) };
  }
  const copy: Spec = { ...spec };
  for (const { child, path } of children) {
    const [key, index] = path as [string, number | undefined];
    if (index === undefined) copy[key] = scaled(child, scale);
    else copy[key] = (copy[key] as unknown[]).map((old, i) => (i === index ? scaled(child, scale) : old));
  }
  return copy;
}

function parameterNames(spec: Spec): string[] {
  const names = listOf(spec.params).flatMap((param) => (isObject(param) ? [String(param.name)] : []));
  return [...names, ...childrenOf(spec, []).flatMap(({ child }) => parameterNames(child))];
}
