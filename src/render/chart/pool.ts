import { Worker } from 'node:worker_threads';
import type { Localized } from '../../base/language.ts';
import type { Drawing, LocalizedChart } from '../../model/chart.ts';
import type { Unit } from '../../model/data.ts';
import type { Spec } from '../../model/spec.ts';
import { ChartError } from './error.ts';
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
  /** CSS pixels of a second drawing for narrow screens. */
  narrow?: number;
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
  | { type: 'draw'; id: number; chart: LocalizedChart; options: ChartRequest };

export type ChartAnswer = { id: number; drawing: Drawing } | { id: number; error: string };

interface Waiting {
  chart: string;
  resolve(drawing: Drawing): void;
  reject(error: Error): void;
}

interface Thread {
  worker: Worker;
  waiting: Map<number, Waiting>;
  /** Ends the thread when one drawing takes too long. */
  watch(): void;
}

/** Milliseconds that one drawing may take. */
const timeout = 30_000;

/**
 * Starts threads that draw charts while this one does other work; each loads Vega at once, and a drawing goes to the
 * thread with the least to do. `script` is the bundled worker: `new URL('./chart-worker.js', import.meta.url)`.
 * Drawings reject with ChartError.
 */
export function openChartPool(script: URL, size = 1): ChartDrawer {
  const threads = Array.from({ length: size }, () => startThread(script));
  let drawn = 0;
  return {
    set(setting) {
      for (const { worker } of threads) worker.postMessage({ type: 'setting', setting } satisfies ChartMessage);
    },
    draw(chart, options) {
      const thread = threads.reduce((least, each) => (each.waiting.size < least.waiting.size ? each : least));
      const id = drawn++;
      return new Promise((resolve, reject) => {
        thread.waiting.set(id, { chart: chart.id, resolve, reject });
        thread.worker.ref();
        if (thread.waiting.size === 1) thread.watch();
        thread.worker.postMessage({ type: 'draw', id, chart, options } satisfies ChartMessage);
      });
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

/** A thread with nothing to do does not keep the process alive. */
function startThread(script: URL): Thread {
  // Drawing makes much that lives shortly: a large young generation halves what collecting it costs.
  const worker = new Worker(script, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 64 } });
  const waiting = new Map<number, Waiting>();
  let timer: NodeJS.Timeout | undefined;
  worker.unref();
  worker.on('message', (answer: ChartAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    watch();
    if ('drawing' in answer) asked?.resolve(answer.drawing);
    else asked?.reject(new ChartError(answer.error));
  });
  worker.on('error', (error) => rejectAll(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => rejectAll(new Error('the thread that draws charts ended')));
  return { worker, waiting, watch };

  function watch(): void {
    clearTimeout(timer);
    if (waiting.size === 0) {
      worker.unref();
      return;
    }
    timer = setTimeout(() => {
      const [slow] = waiting.values();
      rejectAll(new ChartError(`chart "${slow?.chart}" was not drawn within ${timeout / 1000} seconds`));
      void worker.terminate();
    }, timeout);
  }

  function rejectAll(error: Error): void {
    clearTimeout(timer);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }
}
