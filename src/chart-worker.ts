import { parentPort } from 'node:worker_threads';
import { chartDrawer } from './chart-drawer.ts';
import type { ChartAnswer, ChartMessage } from './render/chart/pool.ts';

/** The other end of `openChartPool`: draws what it is sent, one chart after another. Loads Vega at once. */
const drawer = chartDrawer();

parentPort?.on('message', async (message: ChartMessage) => {
  if (message.type === 'setting') {
    drawer.set(message.setting);
    return;
  }
  const { id, chart, options } = message;
  let answer: ChartAnswer;
  try {
    answer = { id, drawing: await drawer.draw(chart, options) };
  } catch (error) {
    answer = { id, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
