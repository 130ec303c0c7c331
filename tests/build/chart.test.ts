import { expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { buildChart } from '../../src/build/chart.ts';
import type { Located } from '../../src/model/briefing.ts';
import type { DataPackage } from '../../src/model/data.ts';
import { build, reportWith, table } from '../render/chart/kit.ts';

const jobs = table(
  'jobs',
  [
    { name: 'year', type: 'year' },
    { name: 'new', type: 'integer', unit: 'person' },
  ],
  [{ year: 2023, new: 1 }],
);
const report = reportWith({ tables: [jobs] });
const found = async (spec: object) =>
  (await build(spec, report)).diagnostics.list.map(({ code, message, hints }) =>
    [code, message, ...(hints ?? [])].join(' | '),
  );
const bar = {
  data: { name: 'jobs' },
  mark: 'bar',
  encoding: { x: { field: 'year' }, y: { field: 'new', type: 'quantitative' } },
};

it('finds nothing wrong with a chart over a table', async () => {
  expect(await found(bar)).toEqual([]);
});

it('names the nearest table for data that is not there', async () => {
  expect(await found({ ...bar, data: { name: 'job' } })).toEqual([
    'data-unknown | no table, code list or geometry "job" in the data package | did you mean "jobs"?',
  ]);
});

it('finds fields that the table lacks in encodings, transforms, expressions, conditions and repeats', async () => {
  const encoding = {
    x: { field: 'yeer' },
    color: { condition: { test: 'datum.nwe > 1', value: 'red' }, value: 'grey' },
  };
  expect(await found({ ...bar, encoding })).toEqual([
    'field-unknown | no field "yeer" in the chart\'s data | did you mean "year"?',
    'field-unknown | no field "nwe" in the chart\'s data | did you mean "new"?',
  ]);
  expect(
    await found({ ...bar, transform: [{ aggregate: [{ op: 'sum', field: 'old', as: 'new' }], groupby: ['year'] }] }),
  ).toHaveLength(1);
  expect(
    await found({ ...bar, transform: [{ filter: { and: ['datum.new > 0', { field: 'old', gt: 1 }] } }] }),
  ).toHaveLength(1);
  expect(
    await found({
      data: { name: 'jobs' },
      repeat: ['old', 'new'],
      spec: { mark: 'bar', encoding: { x: { field: { repeat: 'repeat' } } } },
    }),
  ).toHaveLength(1);
});

it('knows the fields that transforms make, and forgets those that they drop', async () => {
  const made = [
    { calculate: 'datum.new * 2', as: 'twice' },
    { fold: ['new', 'twice'] },
    { window: [{ op: 'rank', as: 'place' }] },
    { joinaggregate: [{ op: 'max', field: 'new', as: 'top' }] },
    { bin: true, field: 'new', as: 'class' },
    { timeUnit: 'year', field: 'year', as: 'y' },
    { stack: 'new', groupby: ['year'], as: ['from', 'to'] },
    { lookup: 'year', from: { data: { name: 'jobs' }, key: 'year', fields: ['new'] }, as: ['again'] },
  ];
  const all = ['twice', 'key', 'value', 'place', 'top', 'class', 'class_end', 'y', 'from', 'to', 'again'];
  expect(await found({ ...bar, transform: made, encoding: { detail: all.map((field) => ({ field })) } })).toEqual([]);
  const aggregated = [{ aggregate: [{ op: 'count', as: 'n' }], groupby: ['year'] }];
  expect(await found({ ...bar, transform: aggregated })).toEqual([
    'field-unknown | no field "new" in the chart\'s data | fields here: year, n',
  ]);
});

it('lets any field pass where the fields cannot be known', async () => {
  const encoding = { x: { field: 'anything' } };
  expect(await found({ data: { values: [{}] }, mark: 'bar', encoding })).toEqual([]);
  expect(await found({ ...bar, transform: [{ pivot: 'year', value: 'new' }], encoding })).toEqual([]);
});

it('finds unknown facts, units, sources and marks', async () => {
  const spec = {
    data: { name: 'facts', facts: ['nothing'] },
    mark: 'bra',
    encoding: { text: { field: 'value', formatType: 'words', format: { unit: 'preson' } } },
    usermeta: { jianbao: { sources: ['S99'] } },
  };
  expect((await found(spec)).sort()).toEqual([
    'fact-unknown | no fact "nothing"',
    'mark-unknown | no mark "bra" in Vega-Lite | did you mean "bar"?',
    'source-unknown | no source "S99"',
    'unit-unknown | no unit "preson" | did you mean "person"?',
  ]);
});

it('refuses what is no Vega-Lite specification', async () => {
  expect(await found({ data: {} })).toEqual([
    'chart-invalid | no Vega-Lite specification: none of mark, layer, facet, concat, hconcat, vconcat, repeat or spec',
  ]);
});

it.each([
  'https://example.org/a.csv',
  '//example.org/a.csv',
  'file:///etc/passwd',
  '/etc/passwd',
  '../../../a.csv',
  'C:\\a.csv',
])('refuses data from %s', async (url) => {
  const [problem] = await found({ ...bar, data: { url } });
  expect(problem).toContain('data-url-outside');
});

it('puts a file of the briefing’s folder into the chart', async () => {
  const files: Record<string, string> = { 'data/a.csv': 'a,b\nx,1', 'templates/charts/b.json': '[{"a":"y"}]' };
  const folder = {
    read: async (path: string) => (files[path] === undefined ? undefined : new TextEncoder().encode(files[path])),
    list: async () => [],
  };
  const inlined = async (url: string) => {
    const value = { data: { url }, mark: 'bar' };
    const written: Located = { value, file: 'templates/charts/c.vl.json', at: () => ({ file: 'c' }) };
    const diagnostics = new Diagnostics();
    const data = {
      tables: new Map(),
      codeLists: new Map(),
      geometries: new Map(),
      sources: new Map(),
      units: new Map(),
    } as unknown as DataPackage;
    const chart = await buildChart('c', written, data, new Map(), diagnostics, { folder });
    return [chart?.spec.data, diagnostics.list.map(({ code }) => code)];
  };
  expect(await inlined('data/a.csv')).toEqual([{ values: 'a,b\nx,1', format: { type: 'csv' } }, []]);
  expect(await inlined('b.json')).toEqual([{ values: [{ a: 'y' }] }, []]);
  expect(await inlined('../../data/a.csv')).toEqual([{ values: 'a,b\nx,1', format: { type: 'csv' } }, []]);
  expect(await inlined('data/none.csv')).toEqual([{ values: [] }, ['file-missing']]);
});
