import { expect, test } from 'vitest';
import type { ByteCache } from '../../../src/base/byte-cache.ts';
import type { Drawing, LocalizedChart } from '../../../src/model/chart.ts';
import { keepDrawings } from '../../../src/render/chart/kept-drawings.ts';
import type { ChartDrawer } from '../../../src/render/chart/pool.ts';
import { memoryCache } from '../../memory-cache.ts';

/** Draws nothing but what it was asked for. */
function drawer(): ChartDrawer & { drawn: string[] } {
  const drawn: string[] = [];
  let setting = '';
  return {
    drawn,
    set(next) {
      setting = JSON.stringify(next.config);
    },
    async draw(chart, request): Promise<Drawing> {
      const svg = `${chart.id} ${request.width} 就业 ${JSON.stringify(chart.spec)} ${setting}`;
      drawn.push(`${chart.id} ${request.width}`);
      return { svg, width: 1, height: 1, warnings: [] };
    },
    close: async () => {},
  };
}

const chart = (id: string, spec: object = {}): LocalizedChart => ({ id, languages: ['en'], spec }) as never;
const theme = (ink: string) => ({ config: { ink }, units: {}, messages: {} });

/** A run that draws charts in two widths; gives what was drawn anew, and the drawings. */
async function run(cache: ByteCache, charts: LocalizedChart[], ink = 'black', options = {}) {
  const own = drawer();
  const kept = keepDrawings(own, cache, options);
  kept.set(theme(ink));
  const drawings = await Promise.all(charts.flatMap((each) => [628, 328].map((width) => kept.draw(each, { width }))));
  await kept.close();
  return { drawn: own.drawn, svgs: drawings.map(({ svg }) => svg) };
}

test('a chart that was drawn in an earlier run is not drawn again, and is the same', async () => {
  const cache = memoryCache();
  const first = await run(cache, [chart('a'), chart('b')]);
  expect(first.drawn).toHaveLength(4);
  expect(cache.entries.size).toBe(1);
  const second = await run(cache, [chart('a'), chart('b')]);
  expect(second.drawn).toEqual([]);
  expect(second.svgs).toEqual(first.svgs);
});

test('a chart that changed is drawn again, and with another theme all are', async () => {
  const cache = memoryCache();
  await run(cache, [chart('a'), chart('b')]);
  expect((await run(cache, [chart('a', { mark: 'bar' }), chart('b')])).drawn).toEqual(['a 628', 'a 328']);
  expect((await run(cache, [chart('a', { mark: 'bar' }), chart('b')])).drawn).toEqual([]);
  expect((await run(cache, [chart('a', { mark: 'bar' }), chart('b')], 'blue')).drawn).toHaveLength(4);
});

test('a run that draws some of the charts leaves the others kept', async () => {
  const cache = memoryCache();
  await run(cache, [chart('a'), chart('b')]);
  await run(cache, [chart('c')]);
  expect((await run(cache, [chart('a'), chart('b'), chart('c')])).drawn).toEqual([]);
});

test('however many charts a run has, all of them are kept', async () => {
  const cache = memoryCache();
  const charts = Array.from({ length: 400 }, (_, i) => chart(`${i}`));
  await run(cache, charts);
  await run(cache, [...charts.slice(1), chart('new')]);
  expect((await run(cache, [...charts, chart('new')])).drawn).toEqual([]);
});

test('values of parameters keep their drawings apart', async () => {
  const cache = memoryCache();
  for (const place of [1, 2, 1, 2]) await run(cache, [chart('a', { place })], 'black', { parameters: { place } });
  const again = await run(cache, [chart('a', { place: 1 })], 'black', { parameters: { place: 1 } });
  expect(again.drawn).toEqual([]);
});

test('nothing is looked for where nothing is kept', async () => {
  const cache = memoryCache();
  await run(cache, [chart('a')], 'black', { isWarm: false });
  expect(cache.reads).toBe(0);
  expect((await run(cache, [chart('a')])).drawn).toEqual([]);
});
