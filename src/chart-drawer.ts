import { chartWords } from './localize/chart-words.ts';
import type { Drawing, LocalizedChart } from './model/chart.ts';
import { drawChart, isDrawnOn, type OpenChart, openChart, written } from './render/chart/draw.ts';
import { loadEngine } from './render/chart/engine.ts';
import type { ChartDrawer, ChartSetting } from './render/chart/pool.ts';
import { hasManyRows } from './render/chart/sent-charts.ts';
import { drawStandalone } from './render/chart/standalone.ts';
import { loadMetrics } from './render/fonts/metrics.ts';

/** Draws charts in this thread; starts loading Vega and the fonts' widths when it is made. */
export function chartDrawer(): ChartDrawer {
  const tools = Promise.all([loadMetrics(), loadEngine()]);
  tools.catch(() => {}); // Told by the first drawing.
  let setting: ChartSetting = { config: {}, units: {}, messages: {} };
  /** Charts of which the drawing for phones is still to come. */
  const open = new Map<LocalizedChart, OpenChart>();
  const close = (chart: LocalizedChart | undefined) => {
    if (chart === undefined) return;
    open.get(chart)?.close();
    open.delete(chart);
  };
  return {
    set(next) {
      setting = next;
      for (const chart of open.keys()) close(chart);
    },
    async draw(chart, { standalone, ...options }) {
      const { config, units, messages } = setting;
      const [metrics] = await tools;
      const words = chartWords(chart.languages, { units, messages, codeLists: chart.codeLists });
      const all = { ...options, config, metrics, words };
      if (standalone) return drawStandalone(chart, { ...all, ...standalone });
      const { screen } = options;
      if (!screen || !isDrawnOn(chart)) return drawChart(chart, all);
      const views = open.get(chart) ?? openChart(chart, all, true);
      open.set(chart, views);
      try {
        const drawing = written(await views.draw(options));
        if (screen.beside || isLarge(chart, drawing)) close(chart);
        else if (open.size > mostOpen) close(open.keys().next().value);
        return drawing;
      } catch (error) {
        close(chart);
        throw error;
      }
    },
    async close() {
      for (const chart of open.keys()) close(chart);
    },
  };
}

/** The charts of a briefing in each language: all are drawn for wide screens before any is for phones. */
const mostOpen = 64;

/** Views hold a chart's rows and marks: of large ones none is kept waiting. */
function isLarge(chart: LocalizedChart, { svg }: Drawing): boolean {
  return svg.length > 200_000 || hasManyRows(chart);
}
