import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { timeLimit } from '../base/time-limit.ts';
import { chartDrawer } from '../chart-drawer.ts';
import { type Finisher, openFinisher } from '../print/finish-thread.ts';
import { finishPdf } from '../print/pdf.ts';
import { type ChartDrawer, chartLimits, openChartPool } from '../render/chart/pool.ts';

/** Draws charts in a thread of their own when the bundled worker stands beside this file; else, under test, in this thread. */
export function openCharts(threads = 1): ChartDrawer {
  const script = bundled('chart-worker.js');
  const limits = { ...chartLimits, timeout: timeLimit(process.env) };
  return script ? openChartPool(script, threads, limits) : chartDrawer();
}

/** Finishes PDFs in threads of their own, likewise: the last ones are finished when nothing else is left to do. */
export function openPdfFinisher(): Finisher {
  const script = bundled('pdf-worker.js');
  return script
    ? openFinisher(script, Math.min(2, availableParallelism()))
    : { finish: finishPdf, close: async () => {} };
}

function bundled(name: string): URL | undefined {
  const script = new URL(`./${name}`, import.meta.url);
  return existsSync(script) ? script : undefined;
}
