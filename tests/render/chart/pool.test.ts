import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, expect, it } from 'vitest';
import { chartDrawer } from '../../../src/chart-drawer.ts';
import { openChartPool } from '../../../src/render/chart/pool.ts';
import { chartConfig, localized, reportWith } from './kit.ts';
import { specs } from './specs.ts';

const folder = 'node_modules/.cache/chart-pool-test';
await build({
  entryPoints: ['src/chart-worker.ts'],
  outfile: `${folder}/chart-worker.mjs`,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  target: 'node20.19',
});
const script = pathToFileURL(`${folder}/chart-worker.mjs`);
const { units, messages } = reportWith();
const setting = { config: chartConfig, units, messages };
afterAll(() => rmSync(folder, { recursive: true }));

it('draws in another thread what it draws in this one', async () => {
  const pool = openChartPool(script, { threads: 2 });
  const here = chartDrawer();
  pool.set(setting);
  here.set(setting);
  try {
    const charts = await Promise.all(['bar', 'line', 'facet in columns'].map((name) => localized(specs[name], ['en'])));
    const there = await Promise.all(charts.map((chart) => pool.draw(chart, { width: 628 })));
    const same = await Promise.all(charts.map((chart) => here.draw(chart, { width: 628 })));
    expect(there).toEqual(same);
  } finally {
    await pool.close();
  }
});

it('tells which drawing failed, and draws the others', async () => {
  const pool = openChartPool(script);
  pool.set(setting);
  try {
    const good = await localized(specs.bar, ['en']);
    const bad = { ...good, spec: { ...good.spec, transform: [{ calculate: '1 +', as: 'x' }] } };
    const [failed, drawn] = await Promise.allSettled([pool.draw(bad, {}), pool.draw(good, {})]);
    expect(failed).toMatchObject({ status: 'rejected' });
    expect(drawn).toMatchObject({ status: 'fulfilled' });
  } finally {
    await pool.close();
  }
});

it('draws with the setting that held when it was asked, in one thread or in several', async () => {
  const other = { ...setting, config: { ...chartConfig, background: '#123456' } };
  for (const threads of [1, 2]) {
    const pool = openChartPool(script, { threads });
    try {
      const charts = await Promise.all(['bar', 'line', 'point'].map((name) => localized(specs[name], ['en'])));
      const draw = () => charts.map((chart) => pool.draw(chart, { width: 628 }));
      // All of it arrives while the thread is still loading Vega.
      pool.set(setting);
      const first = draw();
      pool.set(other);
      const second = draw();
      const has = async (drawings: Promise<{ svg: string }>[]) =>
        (await Promise.all(drawings)).map(({ svg }) => svg.includes('#123456'));
      expect(await has(first)).toEqual([false, false, false]);
      expect(await has(second)).toEqual([true, true, true]);
    } finally {
      await pool.close();
    }
  }
});
