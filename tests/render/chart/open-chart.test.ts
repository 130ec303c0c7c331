import { describe, expect, it } from 'vitest';
import { chartDrawer } from '../../../src/chart-drawer.ts';
import type { ChartDrawer } from '../../../src/render/chart/pool.ts';
import { chartConfig, localized, reportWith } from './kit.ts';
import { specs } from './specs.ts';

const { units, messages } = reportWith();

async function drawing<T>(work: (drawer: ChartDrawer) => Promise<T>): Promise<T> {
  const drawer = chartDrawer();
  drawer.set({ config: chartConfig, units, messages });
  try {
    return await work(drawer);
  } finally {
    await drawer.close();
  }
}

describe.each(Object.entries(specs))('%s', (_, spec) => {
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
