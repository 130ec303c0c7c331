import { type ByteCache, kept } from '../../base/byte-cache.ts';
import type { LocalizedChart } from '../../model/chart.ts';
import type { ChartDrawer } from './pool.ts';

/** A drawer that draws a chart once: the same chart with the same setting comes from the cache. */
export function keepDrawings(drawer: ChartDrawer, cache: ByteCache): ChartDrawer {
  let setting = '';
  const written = new WeakMap<LocalizedChart, string>();
  return {
    set(next) {
      setting = JSON.stringify(next);
      drawer.set(next);
    },
    async draw(chart, request) {
      const asked = written.get(chart) ?? JSON.stringify(chart);
      written.set(chart, asked);
      const key = JSON.stringify(['drawing', setting, asked, request]);
      const bytes = await kept(cache, key, async () => {
        return new TextEncoder().encode(JSON.stringify(await drawer.draw(chart, request)));
      });
      return JSON.parse(new TextDecoder().decode(bytes));
    },
    close: () => drawer.close(),
  };
}
