import type { Localized } from '../../base/language.ts';
import { startThread, type Thread } from '../../base/thread.ts';
import type { Drawing, LocalizedChart, ScreenDrawing } from '../../model/chart.ts';
import type { Unit } from '../../model/data.ts';
import type { Spec } from '../../model/spec.ts';
import { ChartError } from './error.ts';
import { chartSender, type SentChart } from './sent-charts.ts';
import type { StandaloneText } from './standalone.ts';

/** What all charts of a briefing are drawn with; plain JSON. */
export interface ChartSetting {
  /** The theme's `styles/chart.yaml`. */
  config: Spec;
  units: Record<string, Unit>;
  messages: Record<string, Localized>;
}

export interface ChartRequest {
  /** CSS pixels; the chart's natural size when absent. */
  width?: number;
  /** Drawn for the page, which has a script. */
  screen?: ScreenDrawing;
  /** A file of its own: title, note and source drawn in, real colours. */
  standalone?: StandaloneText;
}

/** Draws charts, in this thread or in others. */
export interface ChartDrawer {
  /** Must come before the first drawing; counts for the drawings asked for after it. */
  set(setting: ChartSetting): void;
  draw(chart: LocalizedChart, request: ChartRequest): Promise<Drawing>;
  close(): Promise<void>;
}

export type ChartMessage =
  | { type: 'setting'; setting: ChartSetting }
  | { type: 'draw'; id: number; chart: SentChart; options: ChartRequest };

export type ChartAnswer = { id: number; drawing: Drawing } | { id: number; error: string };

interface Waiting {
  chart: LocalizedChart;
  options: ChartRequest;
  resolve(drawing: Drawing): void;
  reject(error: Error): void;
}

/** What one drawing may take, and how often a thread is replaced. */
export interface ChartLimits {
  /** Milliseconds for one drawing. */
  timeout: number;
  /** Megabytes for what a thread holds at a time. */
  memory: number;
  /** How many charts may bring a thread down; those after them are not tried. */
  lost: number;
}

export const chartLimits: ChartLimits = { timeout: 30_000, memory: 1024, lost: 3 };

interface DrawingThread {
  set(setting: ChartSetting): void;
  ask(id: number, waiting: Waiting): void;
  load(): number;
  close(): Promise<unknown>;
}

/**
 * Starts threads that draw charts while this one does other work; each loads Vega at once, and a drawing goes to the
 * thread with the least to do. `script` is the bundled worker: `new URL('./chart-worker.js', import.meta.url)`.
 * `kept` is the file for what V8 compiles. Drawings reject with ChartError. A chart that takes too much time or memory loses its thread; the others are drawn in
 * a new one.
 */
export function openChartPool(
  script: URL,
  { threads: size = 1, limits = chartLimits, kept }: { threads?: number; limits?: ChartLimits; kept?: string } = {},
): ChartDrawer {
  const threads = Array.from({ length: size }, () => openThread(script, limits, kept));
  let drawn = 0;
  return {
    set(setting) {
      for (const thread of threads) thread.set(setting);
    },
    draw(chart, options) {
      const thread = threads.reduce((least, each) => (each.load() < least.load() ? each : least));
      const id = drawn++;
      return new Promise((resolve, reject) => thread.ask(id, { chart, options, resolve, reject }));
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

/** Drawings after which most of what drawing takes has been compiled. */
const enough = 12;

/** A thread that draws one chart after another. With nothing to do it does not keep the process alive. */
function openThread(script: URL, limits: ChartLimits, kept: string | undefined): DrawingThread {
  const waiting = new Map<number, Waiting>();
  let setting: ChartSetting | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lost = 0;
  let drawn = 0;
  let parcelOf = chartSender();
  let thread = start();
  return {
    set(next) {
      setting = next;
      thread.worker.postMessage({ type: 'setting', setting } satisfies ChartMessage);
    },
    ask(id, asked) {
      try {
        send(id, asked);
      } catch (error) {
        // What cannot be copied to a thread: nested beyond the stack.
        asked.reject(new ChartError(`its specification or data cannot be read: ${(error as Error).message}`));
        return;
      }
      waiting.set(id, asked);
      if (waiting.size === 1) watch();
    },
    load: () => waiting.size,
    close() {
      clearTimeout(timer);
      const isIdle = waiting.size === 0;
      waiting.clear();
      return thread.end(isIdle && drawn >= enough);
    },
  };

  function start(): Thread {
    // Drawing makes much that lives shortly: a large young generation halves what collecting it costs.
    const resourceLimits = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: limits.memory };
    const opened = startThread(script, kept, resourceLimits);
    const { worker: started } = opened;
    started.unref();
    started.on('message', (answer: ChartAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      drawn += 1;
      watch();
      if ('drawing' in answer) asked?.resolve(answer.drawing);
      else asked?.reject(new ChartError(answer.error));
    });
    started.on('error', (error: Error & { code?: string }) => {
      if (opened !== thread) return;
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') lose(`it needs more than ${limits.memory} MB of memory`);
      else rejectAll(error);
    });
    started.on('exit', () => {
      if (opened === thread) rejectAll(new Error('the thread that draws charts ended'));
    });
    return opened;
  }

  function send(id: number, { chart, options }: Waiting): void {
    thread.worker.ref();
    const { sent, note } = parcelOf(chart);
    thread.worker.postMessage({ type: 'draw', id, chart: sent, options } satisfies ChartMessage);
    note();
  }

  function watch(): void {
    clearTimeout(timer);
    if (waiting.size === 0) thread.worker.unref();
    else timer = setTimeout(() => lose(`it takes more than ${limits.timeout / 1000} seconds`), limits.timeout);
  }

  /** The chart at work, which is the first that waits, is given up with its thread. */
  function lose(why: string): void {
    clearTimeout(timer);
    const [first] = waiting;
    if (first) waiting.delete(first[0]);
    lost += 1;
    const old = thread;
    thread = start();
    parcelOf = chartSender();
    void old.end(false);
    if (setting) thread.worker.postMessage({ type: 'setting', setting } satisfies ChartMessage);
    first?.[1].reject(new ChartError(why));
    if (lost >= limits.lost) rejectAll(new ChartError(`not tried, as ${lost} charts before it took too much`));
    for (const [id, asked] of waiting) send(id, asked);
    watch();
  }

  function rejectAll(error: Error): void {
    clearTimeout(timer);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }
}
