import { memo } from '../../base/memo.ts';
import type { ContrastFault, LabelFault } from '../../model/chart.ts';
import { isObject, type Spec } from '../../model/spec.ts';
import type { TextMetrics } from '../fonts/metrics.ts';
import { compileOnce } from './compile-once.ts';
import { contrastFaults, type Rgb } from './contrast-faults.ts';
import { ChartError } from './error.ts';
import { rememberFeatures } from './features.ts';
import { labelFaults } from './label-faults.ts';
import { drawingLimits, limitInterpreter, limitVega } from './limits.ts';
import { refusingLoader } from './loader.ts';
import { collectingLogger } from './logger.ts';
import { rememberOutlines } from './outlines.ts';
import type { ThemeColour } from './palette.ts';
import { type Size, scaledWidth, sized, widthSignals } from './size.ts';
import type { SceneMark, Tagger } from './tags.ts';
import { type ViewSize, viewSize } from './view-size.ts';

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
  /** The theme's colours, in which marks are seen. */
  colours?: readonly ThemeColour[];
}

/** A view laid out. */
export interface Laid extends ViewSize {
  warnings: string[];
  /** Writes the drawing; not once its view is laid out in another size. Rejects with ChartError. */
  write(): Promise<Drawn>;
  /** For a drawing that the page starts again. */
  live?: { dataflow: string; sizes: Record<string, number> };
}

/** A drawn view as Vega left it. */
export type Drawn = Omit<Laid, 'write'> & { svg: string; labelFaults: LabelFault[]; contrastFaults: ContrastFault[] };

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
      rememberOutlines(vega as never);
      rememberFeatures(vega as never);
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
   * Compiles a Vega-Lite specification and lays it out. `size` stands in for its own: the same specification (the same
   * object) in another size is laid out anew, not compiled anew. Rejects with ChartError when it cannot be drawn.
   */
  lay(spec: Spec, size?: Size): Promise<Laid>;
  close(): void;
}

/** Specifications that differ in their width only are compiled in this one, in pixels. */
const usual = { width: 400 };

const noColours: readonly ThemeColour[] = [];

/** A specification in the size that it is compiled in: the same for the same one. */
function naturally(spec: Spec, natural: Size): Spec {
  return memo(spec, JSON.stringify(natural), [], () => sized(spec, natural));
}

/** One drawing at a time: text widths, random numbers and ids are Vega's globals. */
export function openViews(config: object, around: Surroundings): Views {
  const open = new Map<object, View>();
  const opened: View[] = [];
  return {
    async lay(spec, size) {
      const laid = await inTurn(() => layAlone(spec, size));
      return { ...laid, write: () => inTurn(laid.write) };
    },
    close() {
      for (const view of opened) view.close();
    },
  };

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(() => {
      surroundings = around;
      return work();
    });
    queue = turn.catch(() => undefined);
    return turn;
  }

  async function layAlone(spec: Spec, size: Size | undefined): Promise<Laid> {
    const engine = await loadEngine();
    engine.vega.setRandom(engine.vega.randomLCG(0.618));
    const before = open.get(spec);
    if (before) return before.lay(size);
    if (size !== undefined) {
      const natural = 'width' in size ? usual : { scale: 1 };
      const view = openView(engine, naturally(spec, natural), config, around);
      opened.push(view);
      if (view.canResize(natural)) {
        open.set(spec, view);
        return view.lay(size);
      }
    }
    const view = openView(engine, size === undefined ? spec : sized(spec, size), config, around);
    opened.push(view);
    return view.lay();
  }
}

interface View {
  /** Whether the view, which was opened in this size, takes others too. */
  canResize(size: Size): boolean;
  lay(size?: Size): Promise<Laid>;
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
  const rgb = vega.expressionFunction('rgb') as unknown as Rgb;
  wordsOfView.set(view, around.words);
  return {
    canResize: (size) => ('width' in size ? compiled.width === size.width : widths.size > 0),
    async lay(size) {
      const sizes: [string, number][] =
        size === undefined
          ? []
          : 'width' in size
            ? [['width', size.width]]
            : [...widths].map(([name, width]) => [name, scaledWidth(width, size.scale)]);
      for (const [name, pixels] of sizes) view.signal(name, pixels);
      await view.runAsync();
      stopOnErrors();
      const live = dataflow && { dataflow, sizes: Object.fromEntries(sizes) };
      const laid = { ...(live && { live }), ...viewSize(view) };
      checkSide(laid);
      return { ...laid, warnings: told(), write: () => write(laid) };
    },
    close: () => void view.finalize(),
  };

  async function write(laid: Omit<Laid, 'write' | 'warnings'>): Promise<Drawn> {
    const { root } = view.scenegraph() as unknown as { root: SceneMark };
    around.tagger?.tag(root);
    const svg = await view.toSVG();
    if (svg.length > drawingLimits.characters)
      throw new ChartError(`the drawing takes more than ${drawingLimits.characters / 1e6} MB: it has too many marks`);
    stopOnErrors();
    const faults = labelFaults(root, (text, item) => fullWidth(around, text, item));
    const colours = around.colours ?? noColours;
    const pale = contrastFaults(root, { written: spec, compiled: compiled as Spec, colours, rgb });
    return { ...laid, svg, warnings: told(), labelFaults: faults, contrastFaults: pale };
  }

  function stopOnErrors(): void {
    if (refused[0] !== undefined)
      throw new ChartError(`charts load nothing by themselves, but this one asks for ${refused[0]}`);
    if (errors[0] !== undefined) throw new ChartError(errors[0]);
  }

  function told(): string[] {
    return warnings.filter((warning) => !noise.test(warning));
  }
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
    const { limit = 0 } = item;
    const width = fullWidth(surroundings, written, item);
    return limit > 0 ? Math.min(width, limit) : width;
  };
}

/** Width of a text without its limit. */
function fullWidth({ metrics, language }: Surroundings, text: string, { fontSize = 11, fontWeight }: TextItem): number {
  const bold = fontWeight === 'bold' || Number(fontWeight) >= 600;
  return metrics.width(text, { size: fontSize, bold, language });
}
