import { roundNumbers } from './numbers.ts';
import type { Palette } from './palette.ts';
import { shortenPath } from './path.ts';
import { parseSvg, type SvgElement } from './svg-tree.ts';
import { readTags } from './tags.ts';

/**
 * Makes Vega's SVG small and quiet: no aria inside (a browser would make hundreds of alternative texts), no classes,
 * two decimals, one font on the root, shared attributes on the group, deterministic ids, theme colours as CSS variables.
 */
export function cleanSvg(markup: string, { prefix, palette }: { prefix: string; palette: Palette }): SvgElement {
  const svg = parseSvg(markup);
  const ids = new Map<string, string>();
  tidy(svg);
  rename(svg);
  shareOutlines(svg, prefix);
  return svg;

  function tidy(element: SvgElement): void {
    plainLinks(element);
    readTags(element);
    for (const [name, value] of element.attributes) {
      if (isDropped(name)) element.attributes.delete(name);
      else if (name === 'id') element.attributes.set(name, idFor(value));
      else if (name === 'd') element.attributes.set(name, shortenPath(value));
      else if (numeric.has(name)) element.attributes.set(name, roundNumbers(value, decimalsOf(name, value)));
      else if (name === 'fill' || name === 'stroke') element.attributes.set(name, palette.variableFor(value));
    }
    if (isSolid(element.attributes.get('stroke-dasharray'))) element.attributes.delete('stroke-dasharray');
    for (const [name, value] of defaults) if (element.attributes.get(name) === value) element.attributes.delete(name);
    element.children = element.children.flatMap((child) => {
      if (typeof child === 'string') return child;
      tidy(child);
      return element.name === 'clipPath' ? child : kept(child);
    });
    placeText(element);
    hoist(element);
  }

  function idFor(id: string): string {
    const known = ids.get(id) ?? `${prefix}${ids.size + 1}`;
    ids.set(id, known);
    return known;
  }

  function rename(element: SvgElement): void {
    for (const [name, value] of element.attributes) {
      if (!value.includes('#')) continue;
      const renamed = value.replace(/url\(#([^)]+)\)/g, (_, id) => `url(#${ids.get(id) ?? id})`);
      element.attributes.set(
        name,
        name.endsWith('href')
          ? renamed.replace(/^#(.+)$/, (all, id) => (ids.has(id) ? `#${ids.get(id)}` : all))
          : renamed,
      );
    }
    for (const child of element.children) if (typeof child !== 'string') rename(child);
  }
}

/** A tenth of a pixel places anything; scales, opacities and dashes need more. */
function decimalsOf(name: string, value: string): number {
  return placing.has(name) && !(name === 'transform' && /scale|rotate|matrix/.test(value)) ? 1 : 2;
}

const placing = new Set('transform x y x1 x2 y1 y2 dx dy cx cy width height points'.split(' '));

/** A line of text that is only moved stands at `x` and `y`, which is shorter to say. */
function placeText({ name, attributes, children }: SvgElement): void {
  if (name !== 'text') return;
  const [, x, y] = /^translate\((-?[\d.]+),(-?[\d.]+)\)$/.exec(attributes.get('transform') ?? '') ?? [];
  if (x === undefined || y === undefined || !children.every((child) => typeof child === 'string')) return;
  if (['x', 'y', 'dx', 'dy'].some((each) => attributes.has(each))) return;
  attributes.delete('transform');
  attributes.set('x', x);
  attributes.set('y', y);
}

/** Dashes without gaps, `1,0`: a line like any other, but a browser would print it as a thousand pieces. */
function isSolid(dashes: string | undefined): boolean {
  return dashes?.split(/[\s,]+/).every((length, index) => index % 2 === 0 || Number(length) === 0) ?? false;
}

/** SVG 2: `href` needs no namespace. */
function plainLinks({ attributes }: SvgElement): void {
  const link = attributes.get('xlink:href');
  if (link === undefined) return;
  attributes.delete('xlink:href');
  attributes.set('href', link);
}

/** Few names come again and again. */
function isDropped(name: string): boolean {
  const known = asked.get(name);
  if (known !== undefined) return known;
  const found = dropped.test(name);
  asked.set(name, found);
  return found;
}

const asked = new Map<string, boolean>();
const dropped = /^(aria-|role$|class$|pointer-events$|stroke-miterlimit$|version$|xmlns|font-family$|tabindex$)/;
const numeric = new Set(
  'transform x y x1 x2 y1 y2 dx dy cx cy r rx ry width height points stroke-width font-size viewBox opacity fill-opacity stroke-opacity stroke-dasharray stroke-dashoffset'.split(
    ' ',
  ),
);
/** Attributes that a group hands down to its content with the same meaning. */
const inherited =
  'fill stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin fill-opacity stroke-opacity font-size font-weight font-style text-anchor'.split(
    ' ',
  );

/** Values that an attribute has anyway: nothing above them says otherwise, as only shared ones move up. */
const defaults: [string, string][] = [
  ['transform', 'translate(0,0)'],
  ['opacity', '1'],
  ['stroke-width', '1'],
  ['text-anchor', 'start'],
  ['font-weight', 'normal'],
  ['font-style', 'normal'],
  ['x2', '0'],
  ['y2', '0'],
];

/** Drops what draws nothing and unwraps groups that do nothing. */
function kept(element: SvgElement): (SvgElement | string)[] {
  const { name, attributes, children } = element;
  if (attributes.get('display') === 'none') return [];
  if (name === 'g' && children.length === 0) return [];
  if (name === 'g' && attributes.size === 0) return children;
  if (name === 'path' && (attributes.get('d') ?? '') === '') return [];
  const paint = (key: string) => attributes.get(key) ?? 'none';
  const invisible = attributes.get('fill') === 'none' && paint('stroke') === 'none';
  if (name === 'path' && invisible && !attributes.has('clip-path')) return [];
  if (name === 'path' && children.length === 0 && attributes.size === 1 && attributes.has('d')) return [];
  if (name === 'text' && children.length === 0) return [];
  return [element];
}

/** Moves an attribute that all children share up to their group. */
function hoist(element: SvgElement): void {
  if (element.name !== 'g' && element.name !== 'a') return;
  const children = element.children.filter((child): child is SvgElement => typeof child !== 'string');
  if (children.length < 2 || children.length !== element.children.length) return;
  for (const name of inherited) {
    if (element.attributes.has(name)) continue;
    const value = children[0]?.attributes.get(name);
    if (value === undefined || !children.every((child) => child.attributes.get(name) === value)) continue;
    element.attributes.set(name, value);
    for (const child of children) child.attributes.delete(name);
  }
}

/** An outline that is drawn twice, as borders of a map are, is written once and used twice. */
function shareOutlines(svg: SvgElement, prefix: string): void {
  const paths: SvgElement[] = [];
  collect(svg);
  const groups = new Map<string, SvgElement[]>();
  for (const path of paths) {
    const outline = path.attributes.get('d') ?? '';
    groups.set(outline, [...(groups.get(outline) ?? []), path]);
  }
  const shared = [...groups].filter(([, same]) => same.length > 1);
  const outlines = shared.map(([outline, same], index): SvgElement => {
    const id = `${prefix}p${index + 1}`;
    for (const path of same) {
      path.name = 'use';
      path.attributes.delete('d');
      path.attributes.set('href', `#${id}`);
    }
    return {
      name: 'path',
      attributes: new Map([
        ['id', id],
        ['d', outline],
      ]),
      children: [],
    };
  });
  if (outlines.length > 0) svg.children.unshift({ name: 'defs', attributes: new Map(), children: outlines });

  function collect(element: SvgElement): void {
    for (const child of element.children) {
      if (typeof child === 'string') continue;
      if (child.name === 'path' && (child.attributes.get('d') ?? '').length > 300) paths.push(child);
      else collect(child);
    }
  }
}
