import { chartWords } from './localize/chart-words.ts';
import { drawChart } from './render/chart/draw.ts';
import { loadEngine } from './render/chart/engine.ts';
import type { ChartDrawer, ChartSetting } from './render/chart/pool.ts';
import { drawStandalone } from './render/chart/standalone.ts';
import { loadMetrics } from './render/fonts/metrics.ts';

/** Draws charts in this thread; starts loading Vega and the fonts' widths when it is made. */
export function chartDrawer(): ChartDrawer {
  const tools = Promise.all([loadMetrics(), loadEngine()]);
  tools.catch(() => {}); // Told by the first drawing.
  let setting: ChartSetting = { config: {}, units: {}, messages: {} };
  return {
    set(next) {
      setting = next;
    },
    async draw(chart, { standalone, ...options }) {
      const { config, units, messages } = setting;
      const [metrics] = await tools;
      const words = chartWords(chart.languages, { units, messages, codeLists: chart.codeLists });
      const all = { ...options, config, metrics, words };
      return standalone ? drawStandalone(chart, { ...all, ...standalone }) : drawChart(chart, all);
    },
    async close() {},
  };
}
