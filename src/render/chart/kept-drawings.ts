import type { ByteCache } from '../../base/byte-cache.ts';
import type { LocalizedChart } from '../../model/chart.ts';
import type { ChartDrawer } from './pool.ts';

/**
 * A drawer that draws a chart once: the same chart with the same setting comes from the cache. Where `isWarm` says that
 * nothing is kept yet nothing is looked for, and a thread begins to draw at once, whatever this one goes on to do.
 */
export function keepDrawings(drawer: ChartDrawer, cache: ByteCache, { isWarm = true } = {}): ChartDrawer {
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
      const before = isWarm ? await cache.get(key) : undefined;
      if (before) return JSON.parse(new TextDecoder().decode(before));
      const drawing = await drawer.draw(chart, request);
      await cache.set(key, new TextEncoder().encode(JSON.stringify(drawing)));
      return drawing;
    },
    close: () => drawer.close(),
  };
}
