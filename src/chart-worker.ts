import { parentPort } from 'node:worker_threads';
import { chartDrawer } from './chart-drawer.ts';
import type { LocalizedChart } from './model/chart.ts';
import type { ChartAnswer, ChartMessage, ChartRequest } from './render/chart/pool.ts';
import { chartReceiver, type SentChart } from './render/chart/sent-charts.ts';

/** The other end of `openChartPool`: draws what it is sent, one chart after another. Loads Vega at once. */
const drawer = chartDrawer();
const chartOf = chartReceiver();

/** What is at work: one chart at a time, so that whoever waits for the first answer knows what takes so long. */
let work: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: ChartMessage) => {
  // What was asked for before is drawn with what held then.
  if (message.type === 'setting') work = work.then(() => drawer.set(message.setting));
  else {
    const { id, options } = message;
    const chart = taken(message.chart);
    work = work.then(() => draw(id, chart, options));
  }
});

/** What came is taken at once, in the order in which it was sent; what is wrong with it is told in its turn. */
function taken(sent: SentChart): () => LocalizedChart {
  try {
    const chart = chartOf(sent);
    return () => chart;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

async function draw(id: number, chart: () => LocalizedChart, options: ChartRequest): Promise<void> {
  let answer: ChartAnswer;
  try {
    answer = { id, drawing: await drawer.draw(chart(), options) };
  } catch (error) {
    answer = { id, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
}
