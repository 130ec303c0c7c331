import { expect, it } from 'vitest';
import { describeChart } from '../../src/localize/alternative-text.ts';
import { chartTable } from '../../src/localize/chart-table.ts';
import type { Chart } from '../../src/model/report.ts';
import { build, reportWith, table } from '../render/chart/kit.ts';

const jobs = table(
  'jobs',
  [
    { name: 'year', type: 'year', title: { 'zh-Hans': '年份', en: 'Year' } },
    { name: 'new', type: 'integer', unit: 'person', title: { 'zh-Hans': '新增就业', en: 'New jobs' } },
  ],
  [
    { year: 2021, new: 1241000 },
    { year: 2022, new: null },
    { year: 2023, new: 1245000 },
  ],
);
const report = reportWith({ tables: [jobs] });
const spec = {
  title: { text: { 'zh-Hans': '稳中有升', en: 'A steady rise' } },
  data: { name: 'jobs' },
  transform: [{ filter: 'datum.year >= 2022' }],
  mark: 'bar',
  encoding: { x: { field: 'year', type: 'ordinal' }, y: { field: 'new', type: 'quantitative' } },
};
const chart = async (written: object) => (await build(written, report)).chart as Chart;

it('says kind, title, axes, extremes and gaps of a chart without a written description', async () => {
  const { transform: _, ...all } = spec;
  expect(describeChart(await chart(all), report, 'en')).toBe(
    'Bar chart: A steady rise. Horizontal axis: Year; vertical axis: New jobs. Highest: 1.245 million (2023); lowest: 1.241 million (2021). No data for 2022.',
  );
  expect(describeChart(await chart(all), report, 'zh-Hans')).toBe(
    '条形图：稳中有升。横轴为年份，纵轴为新增就业。最高为124.5万人（2023年），最低为124.1万人（2021年）。2022年数据暂缺。',
  );
});

it('makes a table of the rows that the chart keeps and the columns that it reads', async () => {
  const made = chartTable(await chart(spec), report, 'zh-Hans');
  expect(made?.columns.map(({ head, align }) => [head, align])).toEqual([
    [[{ type: 'text', text: '年份' }], 'start'],
    [[{ type: 'text', text: '新增就业' }], 'end'],
  ]);
  expect(made?.rows.map(({ cells }) => cells.map(([cell]) => (cell && 'text' in cell ? cell.text : '')))).toEqual([
    ['2022年', '—'],
    ['2023年', '124.5万人'],
  ]);
});

it('fills numbers up to the digits that the source of a column gives', async () => {
  const shares = table(
    'shares',
    [
      { name: 'year', type: 'year', title: { 'zh-Hans': '年份', en: 'Year' } },
      { name: 'services', type: 'number', unit: 'ratio', decimals: 2, title: { 'zh-Hans': '服务业', en: 'Services' } },
    ],
    [
      { year: 2010, services: 0.4 },
      { year: 2020, services: 0.5791 },
    ],
  );
  const withShares = reportWith({ tables: [shares] });
  const written = {
    ...spec,
    transform: [],
    data: { name: 'shares' },
    encoding: { x: { field: 'year' }, y: { field: 'services' } },
  };
  const { chart: bars } = await build(written, withShares);
  const made = chartTable(bars as Chart, withShares, 'en');
  expect(made?.rows.map(({ cells }) => cells.at(-1))).toMatchObject([[{ text: '40.00%' }], [{ text: '57.91%' }]]);
});

it('makes no table for data that is only written into the chart', async () => {
  expect(chartTable(await chart({ data: { values: [] }, mark: 'bar' }), report, 'en')).toBeUndefined();
});
