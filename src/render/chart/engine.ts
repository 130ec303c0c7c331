import type { TextMetrics } from '../fonts/metrics.ts';
import { ChartError } from './error.ts';
import { refusingLoader } from './loader.ts';

/** What one drawing lends to Vega: widths of text, and words for values. */
export interface Surroundings {
  metrics: TextMetrics;
  /** BCP 47 tag that decides which font measures first. */
  language: string;
  /** The expression function `words(value, {unit, …})`. */
  words: (value: unknown, format?: unknown) => string | string[];
}

/** A drawn view as Vega left it. */
export interface Drawn {
  svg: string;
  /** Size of the SVG in pixels. */
  width: number;
  height: number;
  /** How far marks reach outside the SVG on each side, in pixels; negative inside. */
  overflow: { left: number; right: number; top: number; bottom: number };
  warnings: string[];
}

/** Vega's types lack what steers random numbers. */
type Vega = typeof import('vega') & { setRandom(random: () => number): void; randomLCG(seed: number): () => number };
type VegaLite = typeof import('vega-lite');
type Words = Surroundings['words'];

let loaded: Promise<{ vega: Vega; vegaLite: VegaLite }> | undefined;
let surroundings: Surroundings | undefined;
const wordsOfView = new WeakMap<object, Words>();

/** Imports Vega and Vega-Lite once (about 0.2 s) and teaches them our text widths and words; call early to warm up. */
export function loadEngine(): Promise<{ vega: Vega; vegaLite: VegaLite }> {
  loaded ??= Promise.all([import('vega'), import('vega-lite')]).then(([vega, vegaLite]) => {
    measureWithFonts(vega as unknown as Vega);
    vega.expressionFunction(
      'words',
      function (this: { context: { dataflow: object } }, value: unknown, format?: unknown) {
        return wordsOfView.get(this.context.dataflow)?.(value, format) ?? String(value);
      },
    );
    return { vega: vega as unknown as Vega, vegaLite };
  });
  return loaded;
}

let queue: Promise<unknown> = Promise.resolve();

/**
 * Compiles a Vega-Lite specification and draws it. One drawing at a time: text widths, random numbers and ids are
 * Vega's globals. `width` stands in for that of a single view: the same specification in another width is compiled
 * once. Throws ChartError for a specification that cannot be drawn.
 */
export function runView(spec: object, config: object, around: Surroundings, width?: number): Promise<Drawn> {
  const turn = queue.then(() => runAlone(spec, config, around, width));
  queue = turn.catch(() => undefined);
  return turn;
}

async function runAlone(spec: object, config: object, around: Surroundings, width?: number): Promise<Drawn> {
  const { vega, vegaLite } = await loadEngine();
  const log = collectingLogger();
  const logger = log.logger as never;
  surroundings = around;
  vega.setRandom(vega.randomLCG(0.618));
  const compiled = asChartError(() => compile(vegaLite, spec, config, width));
  log.warnings.push(...compiled.warnings);
  log.errors.push(...compiled.errors);
  const { loader, refused } = refusingLoader(vega.loader());
  const runtime = asChartError(() => vega.parse(compiled.spec as never));
  const view = new vega.View(runtime, { renderer: 'none', loader, logger });
  wordsOfView.set(view, around.words);
  try {
    await view.runAsync();
    const svg = await view.toSVG();
    if (refused[0] !== undefined) {
      throw new ChartError(`charts load nothing by themselves, but this one asks for ${refused[0]}`);
    }
    if (log.errors[0] !== undefined) throw new ChartError(log.errors[0]);
    return { svg, ...measure(svg, view), warnings: log.warnings.filter((warning) => !noise.test(warning)) };
  } finally {
    view.finalize();
  }
}

interface Compiled {
  spec: object;
  warnings: string[];
  errors: string[];
}

/** What a specification became, as long as somebody holds it. */
const compiledBefore = new WeakMap<object, Compiled>();

/** Vega-Lite → Vega. Vega writes its own marks into inline rows, so each drawing gets rows of its own. */
function compile(vegaLite: VegaLite, spec: object, config: object, width: number | undefined): Compiled {
  const before = compiledBefore.get(spec);
  if (before) return { ...before, spec: { ...structuredClone(before.spec), width } };
  const { logger, warnings, errors } = collectingLogger();
  const options = { config: structuredClone(config), logger: logger as never };
  const compiled = { spec: vegaLite.compile(structuredClone(spec) as never, options).spec, warnings, errors };
  const sized = width !== undefined && 'width' in compiled.spec && compiled.spec.width === width;
  if (!sized) return compiled;
  compiledBefore.set(spec, compiled);
  return { ...compiled, spec: structuredClone(compiled.spec) };
}

function asChartError<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new ChartError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** What Vega-Lite and Vega say about our own sizes, about there being no page, and about columns without a value. */
const noise = /^(Dropping "fit|Can not resolve event source|Infinite extent)/;

function measure(
  svg: string,
  view: { origin(): number[]; padding(): unknown; scenegraph(): unknown },
): Pick<Drawn, 'width' | 'height' | 'overflow'> {
  const size = (name: string) => Number(new RegExp(`^<svg[^>]*? ${name}="([\\d.]+)"`).exec(svg)?.[1] ?? 0);
  const [width, height] = [size('width'), size('height')];
  const [x = 0, y = 0] = view.origin();
  const padding = view.padding() as { left: number; top: number };
  const [left, top] = [x + padding.left, y + padding.top];
  const { bounds } = (view.scenegraph() as { root: { bounds: { x1: number; x2: number; y1: number; y2: number } } })
    .root;
  const overflow = {
    left: -(bounds.x1 + left),
    right: bounds.x2 + left - width,
    top: -(bounds.y1 + top),
    bottom: bounds.y2 + top - height,
  };
  return { width, height, overflow };
}

interface TextItem {
  fontSize?: number;
  fontWeight?: string | number;
  limit?: number;
}

function measureWithFonts(vega: Vega): void {
  const { textMetrics } = vega as unknown as { textMetrics: { width: (item: TextItem, text: unknown) => number } };
  textMetrics.width = (item, text) => {
    const written = text === null || text === undefined ? '' : String(text).trim();
    if (!surroundings || written === '') return 0;
    const { fontSize: size = 11, fontWeight, limit = 0 } = item;
    const bold = fontWeight === 'bold' || Number(fontWeight) >= 600;
    const width = surroundings.metrics.width(written, { size, bold, language: surroundings.language });
    return limit > 0 ? Math.min(width, limit) : width;
  };
}

function collectingLogger() {
  const warnings: string[] = [];
  const errors: string[] = [];
  const text = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  const logger = {
    level: () => logger,
    error(...parts: unknown[]) {
      errors.push(text(parts));
      return logger;
    },
    warn(...parts: unknown[]) {
      warnings.push(text(parts));
      return logger;
    },
    info: () => logger,
    debug: () => logger,
  };
  return { logger, warnings, errors };
}
