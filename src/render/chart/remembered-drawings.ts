import type { Drawing, LocalizedChart } from '../../model/chart.ts';
import type { ChartDrawer } from './pool.ts';

/**
 * A drawer that gives the same drawing for the same chart, the very object, as long as the setting is the same. A chart
 * that nobody holds any more is forgotten with its drawings.
 */
export function rememberDrawings(drawer: ChartDrawer): ChartDrawer {
  let drawn = new WeakMap<LocalizedChart, Map<string, Promise<Drawing>>>();
  let setting = '';
  return {
    set(next) {
      const text = JSON.stringify(next);
      if (text === setting) return;
      setting = text;
      drawn = new WeakMap();
      drawer.set(next);
    },
    draw(chart, request) {
      const ofChart = drawn.get(chart) ?? new Map<string, Promise<Drawing>>();
      drawn.set(chart, ofChart);
      const key = JSON.stringify(request);
      const before = ofChart.get(key);
      if (before) return before;
      const drawing = drawer.draw(chart, request);
      ofChart.set(key, drawing);
      drawing.catch(() => ofChart.delete(key));
      return drawing;
    },
    close: () => drawer.close(),
  };
}
