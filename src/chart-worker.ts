import { parentPort } from 'node:worker_threads';
import { chartDrawer } from './chart-drawer.ts';
import type { ChartAnswer, ChartMessage } from './render/chart/pool.ts';

/** The other end of `openChartPool`: draws what it is sent, one chart after another. Loads Vega at once. */
const drawer = chartDrawer();

/** What is at work: one chart at a time, so that whoever waits for the first answer knows what takes so long. */
let work: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: ChartMessage) => {
  if (message.type === 'setting') drawer.set(message.setting);
  else work = work.then(() => draw(message));
});

async function draw({ id, chart, options }: Extract<ChartMessage, { type: 'draw' }>): Promise<void> {
  let answer: ChartAnswer;
  try {
    answer = { id, drawing: await drawer.draw(chart, options) };
  } catch (error) {
    answer = { id, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
}
