/** What a geo path draws on: a canvas context's part for paths. */
interface PathContext {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, start: number, end: number): void;
  closePath(): void;
}

/** d3-geo's path: draws on its context, or gives SVG's `d` when it has none. */
interface GeoPath {
  (geometry: object): string | null | undefined;
  context(): PathContext | null;
  context(context: PathContext | null): GeoPath;
  pointRadius(): unknown;
  pointRadius(radius: unknown): GeoPath;
}

type Setting = (value?: unknown) => unknown;
type Fit = (frame: unknown, geometry: object) => unknown;

/** Vega's projection: d3-geo's with a path of its own. */
interface Projection {
  path: GeoPath;
  scale?: Setting;
  translate?: Setting;
  fitSize?: Fit;
  fitExtent?: Fit;
}

interface Projections {
  projection(type: string): (() => Projection) | null;
  projection(type: string, make: () => Projection): unknown;
}

/**
 * Makes Vega project an outline once: the same outlines come again in the same frame, to be measured and to be written,
 * in each language, and in each briefing of a batch. What is drawn stays the same.
 */
export function rememberOutlines(vega: Projections): void {
  for (const type of types) {
    const make = vega.projection(type);
    if (make) vega.projection(type, () => remembering(type, make()));
  }
}

const types =
  'albers albersusa azimuthalequalarea azimuthalequidistant conicconformal conicequalarea conicequidistant equalearth equirectangular gnomonic identity mercator mollweide naturalearth1 orthographic stereographic transversemercator'.split(
    ' ',
  );

/** Whatever Vega sets of a projection. */
const settings =
  'clipAngle clipExtent scale translate center rotate parallels precision reflectX reflectY coefficient distance fraction lobes parallel radius ratio spacing tilt'.split(
    ' ',
  );

function remembering(type: string, projection: Projection): Projection {
  let path = projection.path;
  // Vega gives it a new path once it is made.
  Object.defineProperty(projection, 'path', {
    get: () => path,
    set: (made: GeoPath) => {
      path = rememberingPath(made, () => state(type, projection));
    },
  });
  for (const name of ['fitSize', 'fitExtent'] as const) {
    const fit = projection[name];
    if (fit) projection[name] = rememberingFit(type, name, projection, fit);
  }
  return projection;
}

function state(type: string, projection: Projection, except: readonly string[] = []): string {
  const values = projection as unknown as Record<string, unknown>;
  const told = settings.map((name) => {
    const setting = except.includes(name) ? undefined : values[name];
    return typeof setting === 'function' ? setting() : null;
  });
  return JSON.stringify([type, told]);
}

function rememberingPath(made: GeoPath, projected: () => string): GeoPath {
  const path = (geometry: object | null | undefined) => {
    const radius = made.pointRadius();
    const context = made.context();
    if (!geometry || typeof radius === 'function') return made(geometry as object);
    const name = `${projected()} ${radius} ${nameOf(geometry)}`;
    if (context === null) return kept(written, name, () => made(geometry) ?? null);
    replay(
      kept(recorded, name, () => record(made, geometry)),
      context,
    );
    return undefined;
  };
  return Object.assign(path, made, {
    context(...given: [PathContext | null] | []) {
      if (given[0] === undefined) return made.context();
      made.context(given[0]);
      return path;
    },
  }) as GeoPath;
}

/** A path as the calls on its context one after another: an operator, then its numbers. */
type Steps = number[];

const operators = { moveTo: 0, lineTo: 1, arc: 2, closePath: 3 };

function record(path: GeoPath, geometry: object): Steps {
  const steps: Steps = [];
  const before = path.context();
  path.context({
    moveTo: (x, y) => void steps.push(operators.moveTo, x, y),
    lineTo: (x, y) => void steps.push(operators.lineTo, x, y),
    arc: (x, y, radius, start, end) => void steps.push(operators.arc, x, y, radius, start, end),
    closePath: () => void steps.push(operators.closePath),
  });
  path(geometry);
  path.context(before);
  return steps;
}

function replay(steps: Readonly<Steps>, context: PathContext): void {
  let at = 0;
  const next = () => steps[at++] ?? 0;
  while (at < steps.length) {
    const operator: number = next();
    if (operator === operators.moveTo) context.moveTo(next(), next());
    else if (operator === operators.lineTo) context.lineTo(next(), next());
    else if (operator === operators.arc) context.arc(next(), next(), next(), next(), next());
    else context.closePath();
  }
}

/** Where a projection is put depends on the frame, on what is to fill it, and on all settings but the two that this makes. */
function rememberingFit(type: string, name: string, projection: Projection, place: Fit): Fit {
  return (frame, geometry) => {
    const { scale, translate } = projection;
    if (!scale || !translate) return place(frame, geometry);
    const others = state(type, projection, ['scale', 'translate']);
    const known = kept(places, `${name} ${JSON.stringify(frame)} ${others} ${extentOf(geometry)}`, () => {
      place(frame, geometry);
      return { scale: scale(), translate: translate() };
    });
    scale(known.scale);
    translate(known.translate);
    return projection;
  };
}

const written = new Map<string, string | null>();
const recorded = new Map<string, Steps>();
const places = new Map<string, { scale: unknown; translate: unknown }>();
/** GeoJSON of geometries → their names here. */
const names = new Map<string, number>();
let namesOfObjects = new WeakMap<object, number>();
let size = 0;

/** Characters and numbers that are kept at a time; then all is forgotten. */
const most = 8_000_000;

/** The same for geometries that reach as far: in any order, and however often one is among them. */
function extentOf(given: object): string {
  const { features } = given as { features?: unknown };
  return Array.isArray(features) ? [...new Set(features.map(nameOf))].sort().join() : nameOf(given);
}

/** The same for geometries that are the same as GeoJSON. */
function nameOf(given: object): string {
  const { features, geometry } = given as { features?: unknown; geometry?: unknown };
  if (Array.isArray(features)) return features.map(nameOf).join();
  const own = geometry && typeof geometry === 'object' ? geometry : given;
  const known = namesOfObjects.get(own);
  if (known !== undefined) return String(known);
  const json = JSON.stringify(own);
  const name = kept(names, json, () => {
    size += json.length;
    return named++;
  });
  namesOfObjects.set(own, name);
  return String(name);
}

/** Never given twice, as a name may be in use while all is forgotten. */
let named = 0;

function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  const before = map.get(key);
  if (before !== undefined) return before;
  if (size > most) forget();
  const made = make();
  if (typeof made === 'string' || Array.isArray(made)) size += made.length;
  map.set(key, made);
  return made;
}

function forget(): void {
  for (const each of [written, recorded, places, names]) each.clear();
  namesOfObjects = new WeakMap();
  size = 0;
}
