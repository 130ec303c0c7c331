import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { timeLimit } from '../base/time-limit.ts';
import { chartDrawer } from '../chart-drawer.ts';
import { type Finisher, openFinisher } from '../print/finish-thread.ts';
import { finishPdf } from '../print/pdf.ts';
import { type ChartDrawer, type ChartSetting, chartLimits, openChartPool } from '../render/chart/pool.ts';
import { keptCode } from './kept-code.ts';

export interface ThreadOptions {
  /** Start nothing before it is needed; else everything at once, since starting takes a while. */
  lazy?: boolean;
}

/** Draws charts in threads of their own when the bundled worker stands beside this file; else, under test, in this thread. */
export function openCharts({ threads = 1, lazy = false }: ThreadOptions & { threads?: number } = {}): ChartDrawer {
  const script = bundled('chart-worker.js');
  const limits = { ...chartLimits, timeout: timeLimit(process.env) };
  const open = once(() =>
    script ? openChartPool(script, { threads, limits, kept: keptCode('chart-worker') }) : chartDrawer(),
  );
  let setting: ChartSetting | undefined;
  if (!lazy) open.now();
  return {
    set(next) {
      setting = next;
      open.ifOpened()?.set(next);
    },
    draw(chart, request) {
      const isOpened = open.ifOpened() !== undefined;
      const charts = open.now();
      if (!isOpened && setting) charts.set(setting);
      return charts.draw(chart, request);
    },
    close: async () => open.ifOpened()?.close(),
  };
}

/**
 * Finishes PDFs in threads of their own, likewise. Code that has seen one PDF finishes the next in half the time: where the
 * browser needs the cores, one thread is through sooner than two.
 */
export function openPdfFinisher({
  threads = Math.min(2, Math.ceil(availableParallelism() / 2)),
} = {}): Finisher & { start(): void } {
  const script = bundled('pdf-worker.js');
  if (!script) return { finish: finishPdf, start() {}, close: async () => {} };
  const open = once(() => openFinisher(script, threads, keptCode('pdf-worker')));
  return {
    finish: (printed, facts) => open.now().finish(printed, facts),
    start: () => void open.now(),
    close: async () => open.ifOpened()?.close(),
  };
}

function once<T>(open: () => T): { now(): T; ifOpened(): T | undefined } {
  let opened: T | undefined;
  return {
    now() {
      opened ??= open();
      return opened;
    },
    ifOpened: () => opened,
  };
}

function bundled(name: string): URL | undefined {
  const script = new URL(`./${name}`, import.meta.url);
  return existsSync(script) ? script : undefined;
}
