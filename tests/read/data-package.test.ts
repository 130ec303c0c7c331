import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { memoryFolder } from '../../src/base/memory-folder.ts';
import type { Unit } from '../../src/model/data.ts';
import { readDataPackage } from '../../src/read/data-package.ts';

const person: Unit = { id: 'person', title: '人', pattern: '{n}人', scale: 'compact' };
const year = { name: 'year', type: 'year' };

test('values are in base units, exactly: 124.5 written in tens of thousands is 1245000', async () => {
  const fields = [year, { name: 'jobs', type: 'number', unit: 'person', unitMultiplier: 4 }];
  const { data, told } = await read({ 'jobs.csv': 'year,jobs\n2022,121.2\n2023,124.5\n' }, [
    { name: 'jobs', path: 'jobs.csv', schema: { fields, primaryKey: 'year' } },
  ]);
  expect(told).toEqual([]);
  expect(data.tables.get('jobs')).toMatchObject({
    columns: [
      { name: 'year', type: 'year' },
      { name: 'jobs', type: 'number', unit: 'person', unitMultiplier: 4 },
    ],
    rows: [
      { year: 2022, jobs: 1212000 },
      { year: 2023, jobs: 1245000 },
    ],
    primaryKey: ['year'],
    places: [
      { file: 'data/jobs.csv', line: 2 },
      { file: 'data/jobs.csv', line: 3 },
    ],
  });
});

test('CSV, TSV, JSON and rows in the package itself give the same table', async () => {
  const schema = { fields: [year, { name: 'jobs', type: 'integer' }] };
  const files = {
    'a.csv': '\uFEFFyear,jobs\r\n2023,5\r\n',
    'a.tsv': 'year\tjobs\n2023\t5\n',
    'a.json': '[{"year": 2023, "jobs": 5}]',
  };
  const { data, told } = await read(files, [
    { name: 'csv', path: 'a.csv', schema },
    { name: 'tsv', path: 'a.tsv', schema },
    { name: 'json', path: 'a.json', schema },
    { name: 'inline', data: [{ year: 2023, jobs: 5 }], schema },
  ]);
  expect(told).toEqual([]);
  for (const table of data.tables.values()) expect(table.rows).toEqual([{ year: 2023, jobs: 5 }]);
});

test('a table in GB18030 is read without being told so', async () => {
  const bytes = Uint8Array.of(...[...'city\n'].map((letter) => letter.charCodeAt(0)), 0xbc, 0xc3, 0xc4, 0xcf, 0x0a);
  const { data, told } = await read({ 'cities.csv': bytes }, [{ name: 'cities', path: 'cities.csv' }]);
  expect(told).toEqual([]);
  expect(data.tables.get('cities')?.rows).toEqual([{ city: '济南' }]);
});

test('what stands for no value is null: the empty text, or what missingValues say', async () => {
  const fields = [year, { name: 'a', type: 'number' }, { name: 'b', type: 'string', missingValues: ['-', '…'] }];
  const { data } = await read({ 't.csv': 'year,a,b\n2022,,\n2023,1,…\n' }, [
    { name: 't', path: 't.csv', schema: { fields } },
  ]);
  expect(data.tables.get('t')?.rows).toEqual([
    { year: 2022, a: null, b: '' },
    { year: 2023, a: 1, b: null },
  ]);
});

test('without a schema, columns of numbers are numbers; codes with a zero in front stay text', async () => {
  const { data } = await read({ 't.csv': 'code,n\n037,1.5\n370,2\n' }, [{ name: 't', path: 't.csv' }]);
  expect(data.tables.get('t')?.rows).toEqual([
    { code: '037', n: 1.5 },
    { code: '370', n: 2 },
  ]);
});

test('thousands may have a separator where the column says so', async () => {
  const fields = [{ name: 'n', type: 'number', groupChar: ',' }];
  const { data } = await read({ 't.csv': 'n\n"1,245,000"\n' }, [{ name: 't', path: 't.csv', schema: { fields } }]);
  expect(data.tables.get('t')?.rows).toEqual([{ n: 1245000 }]);
});

test('a fact has its value, words per language, source and place', async () => {
  const { data, told } = await read({
    'facts.csv':
      'id,value,unit,period,kind,qualifier,label@zh-Hans,label@en,source\nphd,9800,person,2023,flow,more-than,博士,PhD holders,S1\n',
    'sources.csv': 'id,publisher,title@zh-Hans,title@en,trust\nS1,统计局,公报,Communiqué,A\n',
  });
  expect(told).toEqual([]);
  expect(data.facts.get('phd')).toEqual({
    id: 'phd',
    value: 9800,
    unit: 'person',
    period: '2023',
    kind: 'flow',
    qualifier: 'more-than',
    label: { 'zh-Hans': '博士', en: 'PhD holders' },
    source: 'S1',
    place: { file: 'data/facts.csv', line: 2, column: 1 },
  });
  expect(data.sources.get('S1')).toMatchObject({ publisher: '统计局', title: { en: 'Communiqué' }, trust: 'A' });
});

test('a short label may lack a language, a label may not', async () => {
  const { told } = await read({
    'facts.csv':
      'id,value,unit,period,kind,label@zh-Hans,label@en,shortLabel@en,formula\na,,person,2023,flow,一,,A,1 + 1\n',
  });
  expect(told).toEqual(['data/facts.csv:2:23 translation-missing']);
});

test('terms, conflicts, code lists and their further columns are read', async () => {
  const { data, told } = await read({
    'facts.csv': 'id,value,unit,period,kind,label,source\na,1,person,2023,flow,一,S1\nb,2,person,2023,flow,二,S1\n',
    'sources.csv': 'id,publisher,title\nS1,统计局,公报\nS2,统计局,年鉴\n',
    'terms.csv': 'id,term@zh-Hans,term@en,confidence,sources\njobs,城镇新增就业,new urban jobs,high,S1 S2\n',
    'conflicts.csv': 'id,fact,alternative,explanation\nc,a,b,两种口径\n',
    'cities.csv': 'code,label@zh-Hans,label@en,leader,longitude\n370100,济南市,Jinan,true,117.1\n',
  });
  expect(told).toEqual([]);
  expect(data.terms.get('jobs')?.sources).toEqual(['S1', 'S2']);
  expect(data.conflicts).toMatchObject([{ id: 'c', fact: 'a', alternative: 'b' }]);
  expect(data.codeLists.get('cities')?.codes[0]).toEqual({
    code: '370100',
    label: { 'zh-Hans': '济南市', en: 'Jinan' },
    properties: { leader: 'true', longitude: 117.1 },
  });
});

test('units of the data stand beside those of the theme, and before them', async () => {
  const { data } = await read({
    'units.csv':
      'id,title,pattern@zh-Hans,pattern@en,scale\nvehicle,辆,{n}辆,{n} vehicles,compact\nperson,位,{n}位,{n},plain\n',
  });
  expect(data.units.get('vehicle')?.pattern).toEqual({ 'zh-Hans': '{n}辆', en: '{n} vehicles' });
  expect(data.units.get('person')?.scale).toBe('plain');
});

test('a primary key of several columns tells rows apart by all of them', async () => {
  const schema = { fields: [year, { name: 'city', type: 'string' }], primaryKey: ['city', 'year'] };
  const { told } = await read({ 't.csv': 'year,city\n2022,济南\n2023,济南\n2022,济南\n' }, [
    { name: 't', path: 't.csv', schema },
  ]);
  expect(told).toEqual(['data/t.csv:4:6 row-duplicate']);
});

test('what tells rows apart must be there', async () => {
  const schema = { fields: [year, { name: 'n', type: 'number' }], primaryKey: 'year' };
  const { told } = await read({ 't.csv': 'year,n\n2022,1\n,2\n' }, [{ name: 't', path: 't.csv', schema }]);
  expect(told).toEqual(['data/t.csv:3:1 value-missing']);
});

test('columns of the names __proto__ and constructor do no harm', async () => {
  const { data } = await read({ 't.csv': '__proto__,constructor\n1,2\n' }, [{ name: 't', path: 't.csv' }]);
  expect(Object.entries(data.tables.get('t')?.rows[0] ?? {})).toEqual([
    ['__proto__', 1],
    ['constructor', 2],
  ]);
});

test('every file of the package is kept for the attachment', async () => {
  const { data } = await read({ 't.csv': 'a\n1\n', 'map.geojson': '{"type": "FeatureCollection", "features": []}' }, [
    { name: 't', path: 't.csv' },
    { name: 'map', role: 'geometry', path: 'map.geojson' },
  ]);
  expect([...data.files.keys()].sort()).toEqual(['data/datapackage.json', 'data/map.geojson', 'data/t.csv']);
  expect(data.geometries.get('map')).toMatchObject({ format: 'geojson', data: { features: [] } });
});

/** Reads a package of these files of `data/`; files called facts.csv, sources.csv … have the role of their name. */
async function read(files: Record<string, string | Uint8Array>, resources: object[] = []) {
  const roles: Record<string, string> = { cities: 'codelist' };
  const own =
    resources.length > 0
      ? resources
      : Object.keys(files).map((path) => ({ name: stem(path), role: roles[stem(path)] ?? stem(path), path }));
  const all = { 'datapackage.json': JSON.stringify({ name: 'test', resources: own }), ...files };
  const folder = memoryFolder(
    Object.fromEntries(Object.entries(all).map(([path, content]) => [`data/${path}`, content])),
  );
  const diagnostics = new Diagnostics();
  const context = { languages: ['zh-Hans', 'en'], units: new Map([['person', person]]) };
  const data = await readDataPackage(folder, context, diagnostics);
  return {
    data,
    told: diagnostics.list.map(({ code, place }) => `${place?.file}:${place?.line}:${place?.column} ${code}`),
  };
}

function stem(path: string): string {
  return path.replace(/\.\w+$/, '');
}
