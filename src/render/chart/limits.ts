/** What one drawing may grow to; beyond is no chart that anybody reads. */
export const drawingLimits = {
  /** Pixels of the width and of the height. */
  side: 10_000,
  /** Characters of the SVG. */
  characters: 8_000_000,
  /** Rows that one transform makes, and items of a list that an expression gives. */
  items: 200_000,
  /** Characters that an expression gives. */
  text: 100_000,
};

type Parameters = Record<string, unknown>;
type Pulse = { source?: unknown[] };
type Count = (parameters: Parameters, rows: unknown[]) => number;

/** The parts of Vega that make much out of little. */
interface Registries {
  transforms: Record<string, unknown>;
  expressionFunction(name: string): unknown;
  expressionFunction(name: string, work: (...given: never[]) => unknown): unknown;
}

/**
 * Makes Vega refuse a step that would make more than the limits allow, before it begins: a list of a billion rows fills
 * the memory in less time than any time limit, and no thread survives that.
 */
export function limitVega({ transforms, ...vega }: Registries): void {
  for (const [name, count] of Object.entries(counts)) {
    const { prototype } = (transforms[name] ?? {}) as { prototype?: { transform: Transform } };
    if (!prototype) continue;
    const transform = prototype.transform;
    prototype.transform = function (this: unknown, parameters: Parameters, pulse: Pulse) {
      refuseMore(count(parameters, pulse.source ?? []), `the transform ${name}`);
      return transform.call(this, parameters, pulse);
    };
  }
  for (const [name, count] of Object.entries(functionCounts)) {
    const work = vega.expressionFunction(name) as (...given: unknown[]) => unknown;
    vega.expressionFunction(name, function (this: unknown, ...given: unknown[]) {
      refuseMore(count(...given.map(Number)), `${name}()`);
      return work.apply(this, given);
    } as (...given: never[]) => unknown);
  }
}

type Transform = (this: unknown, parameters: Parameters, pulse: Pulse) => unknown;

const steps = ({ start, stop, step }: Parameters): number => (Number(stop) - Number(start ?? 0)) / Number(step ?? 1);
const lengths = (fields: unknown, row: unknown): number =>
  Math.max(
    0,
    ...(Array.isArray(fields) ? fields : []).map((field) =>
      Number((field as (row: unknown) => unknown[])(row)?.length ?? 0),
    ),
  );

/** Rows that each transform makes. */
const counts: Record<string, Count> = {
  sequence: steps,
  axisticks: ({ count }) => (typeof count === 'number' ? count : 0),
  density: (given) => Math.max(Number(given.steps ?? 0), Number(given.maxsteps ?? 0), Number(given.minsteps ?? 0)),
  kde: (given) => Math.max(Number(given.steps ?? 0), Number(given.maxsteps ?? 0), Number(given.minsteps ?? 0)),
  cross: (_, rows) => rows.length ** 2,
  flatten: ({ fields }, rows) => rows.reduce((sum: number, row) => sum + lengths(fields, row), 0),
  fold: ({ fields }, rows) => rows.length * (Array.isArray(fields) ? fields.length : 1),
  graticule: ({ step, stepMajor, stepMinor }) =>
    Math.max(
      ...[step, stepMajor, stepMinor].map((each) => (Array.isArray(each) ? (360 * 180) / (each[0] * each[1]) : 0)),
    ),
};

const functionCounts: Record<string, (...given: number[]) => number> = {
  sequence: (...given) => {
    const [start, stop, step = 1] = given.length === 1 ? [0, given[0]] : given;
    return steps({ start, stop, step });
  },
  pad: (_, length) => length ?? 0,
};

function refuseMore(count: number, what: string): void {
  if (Math.abs(count) > drawingLimits.items) throw new Error(`${what} makes more than ${drawingLimits.items} items`);
}

type Evaluate = (...given: unknown[]) => unknown;

/** An interpreter of expressions that refuses results beyond the limits. */
export function limitInterpreter(interpreter: object): object {
  const kinds = Object.entries(interpreter as Record<string, (...given: unknown[]) => Evaluate>);
  return Object.fromEntries(
    kinds.map(([kind, prepare]) => [
      kind,
      (...given: unknown[]) => {
        const evaluate = prepare(...given);
        return kind === 'encode' ? evaluate : (...values: unknown[]) => limited(evaluate(...values));
      },
    ]),
  );
}

function limited(value: unknown): unknown {
  if (typeof value === 'string' && value.length > drawingLimits.text)
    throw new Error(`an expression gives more than ${drawingLimits.text} characters`);
  if (Array.isArray(value)) refuseMore(value.length, 'an expression');
  return value;
}
