import { expect, it } from 'vitest';
import { draw, reportWith, table } from './kit.ts';

const jobs = table(
  'new-urban-jobs',
  [
    { name: 'year', type: 'year', title: { 'zh-Hans': '年份', en: 'Year' } },
    { name: 'jobs', type: 'integer', unit: 'person', title: { 'zh-Hans': '城镇新增就业', en: 'New urban jobs' } },
  ],
  [
    { year: 2021, jobs: 1241000 },
    { year: 2022, jobs: null },
    { year: 2023, jobs: 1245000 },
  ],
);
const spec = {
  title: { text: { 'zh-Hans': '稳定', en: 'Steady' } },
  data: { name: 'new-urban-jobs' },
  encoding: { x: { field: 'year', type: 'ordinal' }, y: { field: 'jobs', type: 'quantitative' } },
  layer: [
    { mark: 'bar', height: 120 },
    { mark: { type: 'text', baseline: 'bottom', dy: -4 }, encoding: { text: { field: 'jobs', type: 'quantitative' } } },
  ],
};

it('words a column with the unit of its table, in the chart’s own language', async () => {
  const report = reportWith({ tables: [jobs] });
  const chinese = await draw(spec, { languages: ['zh-Hans'], report });
  const english = await draw(spec, { languages: ['en'], report });
  expect(chinese.svg).toContain('124.5万人');
  expect(english.svg).toContain('1.245 million');
});

it('draws small charts as they were signed off', async () => {
  const report = reportWith({ tables: [jobs] });
  await expect((await draw(spec, { languages: ['zh-Hans', 'en'], report, width: 340 })).svg).toMatchFileSnapshot(
    'golden/bilingual.svg',
  );
});

it('keeps a year without a value on the axis', async () => {
  const { svg } = await draw(spec, { report: reportWith({ tables: [jobs] }) });
  expect(svg).toContain('>2022<');
  expect(svg.match(/<path/g)).toHaveLength(2);
});

it('lets the page recolour the theme’s colours for dark, and no others', async () => {
  const coloured = {
    data: { values: [{ a: 1 }] },
    mark: 'rule',
    encoding: { x: { field: 'a', type: 'quantitative' }, stroke: { value: '#123456' } },
  };
  const { svg } = await draw(coloured);
  expect(svg).toContain('fill="var(--muted)"');
  expect(svg).toContain('stroke="#123456"');
});
