import { expect, it } from 'vitest';
import { wrapText } from '../../../src/base/wrap-text.ts';
import { chartDrawer } from '../../../src/chart-drawer.ts';
import { chartConfig, localized, reportWith } from './kit.ts';

const spec = {
  title: {
    text: {
      'zh-Hans': '城镇新增就业超额完成年度目标，仍低于此前的高点，但是差距不大',
      en: 'New urban jobs beat the target',
    },
    subtitle: { 'zh-Hans': '山东，每年', en: 'Shandong, by year' },
  },
  usermeta: { jianbao: { note: { 'zh-Hans': '注：示例', en: 'Note: an example' } } },
  data: { values: [{ a: 1 }, { a: 2 }] },
  height: 60,
  mark: 'bar',
  encoding: { x: { field: 'a', type: 'ordinal', axis: null }, y: { field: 'a', type: 'quantitative', axis: null } },
};

async function standalone(languages: string[]) {
  const drawer = chartDrawer();
  const { units, messages } = reportWith();
  drawer.set({ config: chartConfig, units, messages });
  const sources = { 'zh-Hans': '资料来源：山东省统计局', en: 'Source: Shandong Bureau of Statistics' };
  return drawer.draw(await localized(spec, languages), { width: 300, standalone: { sources } });
}

it('stands alone with title, note and source, in real colours on paper', async () => {
  const { svg, width, height } = await standalone(['zh-Hans']);
  expect([width, height]).toEqual([332, 209]);
  await expect(svg).toMatchFileSnapshot('golden/standalone.svg');
});

it('says everything in both languages', async () => {
  const { svg } = await standalone(['zh-Hans', 'en']);
  for (const text of ['山东，每年', 'Shandong, by year', '注：示例', 'Note: an example', '资料来源：山东省统计局'])
    expect(svg).toContain(`>${text}<`);
  expect(svg).not.toContain('var(--');
});

it('breaks Chinese between characters but never before closing punctuation', () => {
  const measure = (text: string) => text.length;
  expect(wrapText('一二三，四五六。七', 3, measure)).toEqual(['一二', '三，四', '五六。', '七']);
  expect(wrapText('引《报告》的话', 2, measure)).toEqual(['引', '《报', '告》', '的话']);
  expect(wrapText('one “two” three', 9, measure)).toEqual(['one “two”', 'three']);
  expect(wrapText('one two three', 7, measure)).toEqual(['one two', 'three']);
});
