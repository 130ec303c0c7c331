import { isObject, type Spec } from '../../model/spec.ts';
import type { TextMetrics } from '../fonts/metrics.ts';
import { compileOnce } from './compile-once.ts';
import { ChartError } from './error.ts';
import { drawingLimits, limitInterpreter, limitVega } from './limits.ts';
import { refusingLoader } from './loader.ts';
import { type Size, scaledWidth, sized, widthSignals } from './size.ts';
import type { SceneMark, Tagger } from './tags.ts';

/** What one drawing lends to Vega: widths of text, and words for values. */
export interface Surroundings {
  metrics: TextMetrics;
  /** BCP 47 tag that decides which font measures first. */
  language: string;
  /** The expression function `words(value, {unit, …})`. */
  words: (value: unknown, format?: unknown) => string | string[];
  /** Says on the marks what they stand for. */
  tagger?: Tagger;
  /** The page starts the drawing again, with its parameters in the reader's hand. */
  isLive?: boolean;
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
  /** For a drawing that the page starts again. */
  live?: { dataflow: string; sizes: Record<string, number> };
}

/** Vega's types lack what steers random numbers. */
type Vega = typeof import('vega') & { setRandom(random: () => number): void; randomLCG(seed: number): () => number };
type VegaLite = typeof import('vega-lite');
type Words = Surroundings['words'];

interface Engine {
  vega: Vega;
  vegaLite: VegaLite;
  expressionInterpreter: object;
}

let loaded: Promise<Engine> | undefined;
let surroundings: Surroundings | undefined;
const wordsOfView = new WeakMap<object, Words>();

/** Imports Vega and Vega-Lite once (about 0.2 s) and teaches them our text widths and words; call early to warm up. */
export function loadEngine(): Promise<Engine> {
  loaded ??= Promise.all([import('vega'), import('vega-lite'), import('vega-interpreter')]).then(
    ([vega, vegaLite, interpreter]) => {
      measureWithFonts(vega as unknown as Vega);
      vega.expressionFunction(
        'words',
        function (this: { context: { dataflow: object } }, value: unknown, format?: unknown) {
          return wordsOfView.get(this.context.dataflow)?.(value, format) ?? String(value);
        },
      );
      limitVega(vega as never);
      const expressionInterpreter = limitInterpreter(interpreter.expressionInterpreter);
      return { vega: vega as unknown as Vega, vegaLite, expressionInterpreter };
    },
  );
  return loaded;
}

let queue: Promise<unknown> = Promise.resolve();

/** The views of one chart, kept open so that the same one can be drawn in several widths. */
export interface Views {
  /**
   * Compiles a Vega-Lite specification and draws it. `size` stands in for its own: the same specification (the same
   * object) in another size is laid out anew, not compiled anew. Rejects with ChartError when it cannot be drawn.
   */
  draw(spec: Spec, size?: Size): Promise<Drawn>;
  close(): void;
}

/** One drawing at a time: text widths, random numbers and ids are Vega's globals. */
export function openViews(config: object, around: Surroundings): Views {
  const open = new Map<object, View>();
  return {
    draw(spec, size) {
      const turn = queue.then(() => drawAlone(spec, size));
      queue = turn.catch(() => undefined);
      return turn;
    },
    close() {
      for (const view of open.values()) view.close();
    },
  };

  async function drawAlone(spec: Spec, size: Size | undefined): Promise<Drawn> {
    const engine = await loadEngine();
    surroundings = around;
    engine.vega.setRandom(engine.vega.randomLCG(0.618));
    const before = open.get(spec);
    if (before) return before.draw(size);
    if (size !== undefined) {
      const natural = 'width' in size ? size : { scale: 1 };
      const view = openView(engine, sized(spec, natural), config, around);
      if (view.canResize(natural)) {
        open.set(spec, view);
        return view.draw(size);
      }
      view.close();
    }
    const view = openView(engine, size === undefined ? spec : sized(spec, size), config, around);
    return view.draw().finally(view.close);
  }
}

interface View {
  /** Whether the view, which was opened in this size, takes others too. */
  canResize(size: Size): boolean;
  draw(size?: Size): Promise<Drawn>;
  close(): void;
}

function openView(
  { vega, vegaLite, expressionInterpreter }: Engine,
  spec: Spec,
  config: object,
  around: Surroundings,
): View {
  const { logger, warnings, errors } = collectingLogger();
  const {
    spec: compiled,
    dataflow: runtime,
    ...said
  } = asChartError(() =>
    compileOnce(spec, config, (once) => {
      const own = collectingLogger();
      // Vega writes its own marks into inline rows and configuration.
      const options = { config: structuredClone(config), logger: own.logger as never };
      const made = vegaLite.compile(structuredClone(once) as never, options).spec;
      // Interpreted, expressions are never compiled to JavaScript: whoever wrote them may be a stranger.
      const parsed = vega.parse(made as never, undefined, { ast: true });
      const said = { warnings: own.warnings, errors: own.errors };
      return { spec: made as unknown as Spec, dataflow: parsed as unknown as Spec, ...said };
    }),
  );
  warnings.push(...said.warnings);
  errors.push(...said.errors);
  checkSide(compiled as { width?: unknown; height?: unknown });
  // Vega writes its own marks into the rows: what travels to the page is put down before.
  const dataflow = around.isLive ? JSON.stringify(runtime, withoutSource()) : undefined;
  const { loader, refused } = refusingLoader(vega.loader());
  const view = new vega.View(
    runtime as never,
    {
      renderer: 'none',
      loader,
      logger: logger as never,
      expr: expressionInterpreter,
    } as never,
  );
  const widths = widthSignals(compiled as Spec, spec);
  wordsOfView.set(view, around.words);
  return {
    canResize: (size) => ('width' in size ? compiled.width === size.width : widths.size > 0),
    async draw(size) {
      const sizes: [string, number][] =
        size === undefined
          ? []
          : 'width' in size
            ? [['width', size.width]]
            : [...widths].map(([name, width]) => [name, scaledWidth(width, size.scale)]);
      for (const [name, pixels] of sizes) view.signal(name, pixels);
      await view.runAsync();
      around.tagger?.tag((view.scenegraph() as unknown as { root: SceneMark }).root);
      const svg = await view.toSVG();
      if (svg.length > drawingLimits.characters)
        throw new ChartError(`the drawing takes more than ${drawingLimits.characters / 1e6} MB: it has too many marks`);
      if (refused[0] !== undefined) {
        throw new ChartError(`charts load nothing by themselves, but this one asks for ${refused[0]}`);
      }
      if (errors[0] !== undefined) throw new ChartError(errors[0]);
      const measured = measure(svg, view);
      checkSide(measured);
      const live = dataflow && { dataflow, sizes: Object.fromEntries(sizes) };
      return { svg, ...(live && { live }), ...measured, warnings: warnings.filter((warning) => !noise.test(warning)) };
    },
    close: () => void view.finalize(),
  };
}

/** An interpreter reads an expression's tree; of its source it only asks which expressions are the same. */
function withoutSource() {
  const known = new Map<unknown, string>();
  return function (this: unknown, key: string, value: unknown): unknown {
    if (key === 'raw') return undefined;
    if (key !== 'code' || !isObject(this) || !('ast' in this)) return value;
    const name = known.get(value) ?? String(known.size);
    known.set(value, name);
    return name;
  };
}

function checkSide({ width, height }: { width?: unknown; height?: unknown }): void {
  for (const [name, side] of Object.entries({ width, height })) {
    if (typeof side !== 'number' || Math.abs(side) <= drawingLimits.side) continue;
    throw new ChartError(`its ${name} is ${side} pixels; ${drawingLimits.side} are the most`);
  }
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
