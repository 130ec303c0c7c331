import { View } from 'vega';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chartDrawer } from '../../../src/chart-drawer.ts';
import type { ChartDrawer } from '../../../src/render/chart/pool.ts';
import { chartConfig, localized, reportWith } from './kit.ts';
import { specs } from './specs.ts';

const { units, messages } = reportWith();

/** A chart that readers switch between two states; `scale` is a name like any other. */
const switched = {
  ...specs.bar,
  params: [{ name: 'scale', value: 3, bind: { input: 'radio', options: [3, 1] } }],
  transform: [{ filter: 'datum.b > 20 * scale' }],
};
const { data, params, transform, ...bar } = switched as Record<string, unknown>;
const all = {
  ...specs,
  'states of one view': switched,
  'states of several views': { data, params, transform, hconcat: [bar, bar] },
};

async function drawing<T>(work: (drawer: ChartDrawer) => Promise<T>): Promise<T> {
  const drawer = chartDrawer();
  drawer.set({ config: chartConfig, units, messages });
  try {
    return await work(drawer);
  } finally {
    await drawer.close();
  }
}

describe.each(Object.entries(all))('%s', (_, spec) => {
  it('is drawn the same for phones, whether it has been drawn wide before or that was kept', async () => {
    const chart = await localized(spec, ['en']);
    const wide = await drawing((drawer) => drawer.draw(chart, { width: 628, screen: {} }));
    const screen = { beside: { width: 628, ...(wide.marks && { marks: wide.marks }) } };
    const narrow = await drawing((drawer) => drawer.draw(chart, { width: 328, screen }));
    const [again, after, last] = await drawing((drawer) =>
      Promise.all([
        drawer.draw(chart, { width: 628, screen: {} }),
        drawer.draw(chart, { width: 328, screen }),
        drawer.draw(chart, { width: 328, screen }),
      ]),
    );
    expect(again).toEqual(wide);
    expect(after).toEqual(narrow);
    expect(last).toEqual(narrow);
    expect(narrow.width).toBeLessThanOrEqual(328);
  });
});

describe('a chart in another state', () => {
  it.each(['states of one view', 'states of several views'] as const)('shows that state: %s', async (name) => {
    const chart = await localized(all[name], ['en']);
    const { svg, states } = await drawing((drawer) => drawer.draw(chart, { width: 628, screen: {} }));
    const marks = (svg = '') => svg.match(/<path/g)?.length ?? 0;
    expect(states).toHaveLength(1);
    expect(marks(states?.[0]?.svg)).toBeGreaterThan(marks(svg));
  });
});

describe('views', () => {
  const closed = vi.spyOn(View.prototype, 'finalize');
  beforeEach(() => {
    closed.mockClear();
  });
  const narrow = { width: 328, screen: { beside: { width: 628 } } };

  it('serve both widths, and are let go then', async () => {
    const chart = await localized(specs.bar, ['en']);
    await drawing(async (drawer) => {
      await drawer.draw(chart, { width: 628, screen: {} });
      expect(closed).toHaveBeenCalledTimes(0);
      await drawer.draw(chart, narrow);
      expect(closed).toHaveBeenCalledTimes(1);
    });
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('are let go with the drawer, with another setting, and when many wait', async () => {
    const charts = await Promise.all(Array.from({ length: 66 }, () => localized(specs.bar, ['en'])));
    await drawing(async (drawer) => {
      await drawer.draw(await localized(specs.bar, ['en']), { width: 628, screen: {} });
      drawer.set({ config: {}, units, messages });
      expect(closed).toHaveBeenCalledTimes(1);
      for (const chart of charts) await drawer.draw(chart, { width: 628, screen: {} });
      expect(closed).toHaveBeenCalledTimes(3);
    });
    expect(closed).toHaveBeenCalledTimes(67);
  });

  it('of several views, of many rows and of print are not kept', async () => {
    const many = { ...specs.bar, data: { values: Array.from({ length: 2001 }, (_, b) => ({ a: 'a', b })) } };
    await drawing(async (drawer) => {
      for (const spec of [all['states of several views'], many])
        await drawer.draw(await localized(spec, ['en']), { width: 628, screen: {} });
      await drawer.draw(await localized(specs.bar, ['en']), { width: 628 });
      closed.mockClear();
    });
    expect(closed).toHaveBeenCalledTimes(0);
  });
});
