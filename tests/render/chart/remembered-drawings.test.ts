import { expect, test } from 'vitest';
import type { Drawing, LocalizedChart } from '../../../src/model/chart.ts';
import type { ChartDrawer, ChartSetting } from '../../../src/render/chart/pool.ts';
import { rememberDrawings } from '../../../src/render/chart/remembered-drawings.ts';

const setting: ChartSetting = { config: {}, units: {}, messages: {} };
const chart = (id: string) => ({ id, languages: ['en'], spec: {} }) as unknown as LocalizedChart;

function counting(): { drawer: ChartDrawer; drawn: string[] } {
  const drawn: string[] = [];
  const drawer: ChartDrawer = {
    set() {},
    async draw({ id }, { width }) {
      drawn.push(`${id} ${width}`);
      if (id === 'bad') throw new Error('cannot be drawn');
      return { svg: `<svg id="${id}"/>`, width: 1, height: 1, warnings: [] } satisfies Drawing;
    },
    async close() {},
  };
  return { drawer, drawn };
}

test('the same chart is drawn once in each width, until the setting is another', async () => {
  const { drawer, drawn } = counting();
  const remembered = rememberDrawings(drawer);
  remembered.set(setting);
  const [one, other] = [chart('one'), chart('one')];
  const first = await remembered.draw(one, { width: 10 });
  remembered.set({ ...setting });
  expect(await remembered.draw(one, { width: 10 })).toBe(first);
  await remembered.draw(one, { width: 5 });
  await remembered.draw(other, { width: 10 });
  expect(drawn).toEqual(['one 10', 'one 5', 'one 10']);
  remembered.set({ ...setting, config: { font: 'serif' } });
  await remembered.draw(one, { width: 10 });
  expect(drawn).toHaveLength(4);
});

test('a chart that could not be drawn is tried again', async () => {
  const { drawer, drawn } = counting();
  const remembered = rememberDrawings(drawer);
  const bad = chart('bad');
  await expect(remembered.draw(bad, {})).rejects.toThrow('cannot be drawn');
  await expect(remembered.draw(bad, {})).rejects.toThrow('cannot be drawn');
  expect(drawn).toHaveLength(2);
});

test('who cannot wait gets the drawing of before where it may lag, and is told so', async () => {
  const { drawer, drawn } = counting();
  const remembered = rememberDrawings(drawer);
  const [before, now] = [chart('one'), chart('one')];
  const first = await remembered.draw(before, { width: 5 });
  const mayLag = ({ width = 0 }) => width < 10;
  const same = remembered.hurried(mayLag);
  expect(await same.draw(before, { width: 5 })).toBe(first);
  expect(same.isBehind()).toBe(false);
  const hurried = remembered.hurried(mayLag);
  expect(await hurried.draw(now, { width: 5 })).toBe(first);
  expect(await hurried.draw(now, { width: 10 })).not.toBe(first);
  expect(hurried.isBehind()).toBe(true);
  expect(drawn).toEqual(['one 5', 'one 10']);
  const whole = remembered.hurried(() => false);
  expect(await whole.draw(now, { width: 5 })).not.toBe(first);
  expect(whole.isBehind()).toBe(false);
});
