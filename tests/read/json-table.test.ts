import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { readJsonTable } from '../../src/read/json-table.ts';
import { readJson } from '../../src/read/located.ts';

test('a list of objects is a table; a value that is not there is none', () => {
  const { grid } = read('[{"year": 2022, "jobs": 121.2}, {"year": 2023, "status": null}]');
  expect(grid?.head).toEqual(['year', 'jobs', 'status']);
  expect(grid?.rows.map((row) => row.cells)).toEqual([
    ['2022', '121.2', null],
    ['2023', null, null],
  ]);
});

test('a list of lists is a table whose first row holds the names', () => {
  const { grid } = read('[["year", "jobs"], [2022, 121.2]]');
  expect(grid?.head).toEqual(['year', 'jobs']);
  expect(grid?.rows[0]?.cells).toEqual(['2022', '121.2']);
});

test('a localised text becomes one column per language', () => {
  const { grid } = read('[{"code": "1", "label": {"zh-Hans": "济南", "en": "Jinan"}}]');
  expect(grid?.head).toEqual(['code', 'label@zh-Hans', 'label@en']);
  expect(grid?.rows[0]?.cells).toEqual(['1', '济南', 'Jinan']);
});

test('rows may stand under a key', () => {
  expect(read('{"meta": 1, "rows": [{"a": 1}]}', ['rows']).grid?.rows[0]?.cells).toEqual(['1']);
});

test('a cell knows its place', () => {
  const { grid } = read('[\n  {"year": 2022,\n   "jobs": 121.2}\n]');
  expect(grid?.rows[0]?.at(1)).toEqual({ file: 'jobs.json', line: 3, column: 12, length: 5 });
});

test.each(['{"a": 1}', '[]', '[1]', '[{"a": [1]}]'])('%s is not a table', (text) => {
  expect(read(text).told).toMatchObject([{ code: 'json-not-table' }]);
});

function read(text: string, path: string[] = []) {
  const diagnostics = new Diagnostics();
  const located = readJson(text, 'jobs.json', diagnostics);
  return { grid: located && readJsonTable(located, diagnostics, path), told: diagnostics.list };
}
