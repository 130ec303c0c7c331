import { getHeapStatistics } from 'node:v8';
import { chartWords } from './localize/chart-words.ts';
import type { LocalizedChart } from './model/chart.ts';
import { drawChart, isDrawnOn, type OpenChart, openChart, written } from './render/chart/draw.ts';
import { loadEngine } from './render/chart/engine.ts';
import type { ChartDrawer, ChartSetting } from './render/chart/pool.ts';
import { drawStandalone } from './render/chart/standalone.ts';
import { loadMetrics } from './render/fonts/metrics.ts';

/** Draws charts in this thread; starts loading Vega and the fonts' widths when it is made. */
export function chartDrawer(): ChartDrawer {
  const loading = Promise.all([loadMetrics(), loadEngine()]);
  loading.catch(() => {}); // Told by the first drawing.
  let setting: ChartSetting = { config: {}, units: {}, messages: {} };
  const open = openCharts();
  return {
    set(next) {
      setting = next;
      open.closeAll();
    },
    async draw(chart, { standalone, ...options }) {
      const [metrics] = await loading;
      const { config, units, messages } = setting;
      const tools = () => {
        const words = chartWords(chart.languages, { units, messages, codeLists: chart.codeLists });
        return { config, metrics, words };
      };
      if (standalone) return drawStandalone(chart, { ...options, ...tools(), ...standalone });
      const { screen } = options;
      if (!screen || !isDrawnOn(chart)) return drawChart(chart, { ...options, ...tools() });
      const views = open.of(chart, () => openChart(chart, tools(), true));
      let isAwaited = false;
      try {
        const drawing = written(await views.draw(options));
        isAwaited = screen.beside === undefined;
        return drawing;
      } finally {
        if (isAwaited) open.trim();
        else open.close(chart);
      }
    },
    close: async () => open.closeAll(),
  };
}

/** Charts of which the drawing for phones is still to come. */
function openCharts() {
  const charts = new Map<LocalizedChart, OpenChart>();
  const close = (chart: LocalizedChart) => {
    charts.get(chart)?.close();
    charts.delete(chart);
  };
  const closeAll = () => {
    for (const chart of charts.keys()) close(chart);
  };
  return {
    close,
    closeAll,
    of(chart: LocalizedChart, make: () => OpenChart): OpenChart {
      const views = charts.get(chart) ?? make();
      charts.set(chart, views);
      return views;
    },
    trim() {
      // A chart that needs much memory is not to lack it because of others.
      const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
      if (used > limit / 4) closeAll();
      const [oldest] = charts.keys();
      if (charts.size > most && oldest) close(oldest);
    },
  };
}

/** The charts of a briefing in each language: all are drawn for wide screens before any is for phones. */
const most = 64;
