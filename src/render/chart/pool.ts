import { Worker } from 'node:worker_threads';
import type { Localized } from '../../base/language.ts';
import type { Drawing, LocalizedChart } from '../../model/chart.ts';
import type { Unit } from '../../model/data.ts';
import type { Spec } from '../../model/spec.ts';
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
  narrow?: boolean;
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
  resolve(drawing: Drawing): void;
  reject(error: Error): void;
}

interface Thread {
  worker: Worker;
  waiting: Map<number, Waiting>;
}

/**
 * Starts threads that draw charts while this one does other work; each loads Vega at once, and a drawing goes to the
 * thread with the least to do. `script` is the bundled worker: `new URL('./chart-worker.js', import.meta.url)`.
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
        thread.waiting.set(id, { resolve, reject });
        thread.worker.ref();
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
  const worker = new Worker(script);
  const waiting = new Map<number, Waiting>();
  worker.unref();
  worker.on('message', (answer: ChartAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ('drawing' in answer) asked?.resolve(answer.drawing);
    else asked?.reject(new Error(answer.error));
  });
  worker.on('error', (error) => {
    for (const { reject } of waiting.values()) reject(error as Error);
    waiting.clear();
  });
  worker.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the thread that draws charts ended'));
    waiting.clear();
  });
  return { worker, waiting };
}
