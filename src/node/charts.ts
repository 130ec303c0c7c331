import { existsSync } from 'node:fs';
import { chartDrawer } from '../chart-drawer.ts';
import { type ChartDrawer, openChartPool } from '../render/chart/pool.ts';

/** Draws charts in a thread of their own when the bundled worker stands beside this file; else, under test, in this thread. */
export function openCharts(): ChartDrawer {
  const script = new URL('./chart-worker.js', import.meta.url);
  return existsSync(script) ? openChartPool(script) : chartDrawer();
}
