import { expect, it } from 'vitest';
import type { Spec } from '../../src/model/spec.ts';
import { draw, localized, reportWith, table } from '../render/chart/kit.ts';

const place = { file: 'test' };
const cities = {
  name: 'cities',
  codes: [
    {
      code: '370100',
      label: { 'zh-Hans': '济南市', en: 'Jinan City' },
      shortLabel: { 'zh-Hans': '济南', en: 'Jinan' },
      properties: {},
    },
    {
      code: '370200',
      label: { 'zh-Hans': '青岛市', en: 'Qingdao City' },
      shortLabel: { 'zh-Hans': '青岛', en: 'Qingdao' },
      properties: {},
    },
  ],
  place,
};
const work = table(
  'work',
  [
    { name: 'city', type: 'string', codeList: 'cities', title: { 'zh-Hans': '城市', en: 'City' } },
    { name: 'year', type: 'year', title: { 'zh-Hans': '年份', en: 'Year' } },
    { name: 'people', type: 'integer', unit: 'person', title: { 'zh-Hans': '就业人员', en: 'Employed persons' } },
    { name: 'target', type: 'integer', unit: 'person', title: { 'zh-Hans': '目标', en: 'Target' } },
    { name: 'rate', type: 'number', unit: 'ratio', title: { 'zh-Hans': '失业率', en: 'Unemployment rate' } },
  ],
  [
    { city: '370100', year: 2022, people: 4000000, target: 3900000, rate: 0.051 },
    { city: '370200', year: 2023, people: 5250000, target: 5000000, rate: 0.046 },
  ],
);
const report = reportWith({ tables: [work], codeLists: [cities] });
const at = (value: unknown, ...path: (string | number)[]) =>
  path.reduce<unknown>((part, key) => (part as Record<string | number, unknown>)[key], value);
const spec: Spec = {
  title: {
    text: { 'zh-Hans': '青岛最多', en: 'Qingdao leads' },
    subtitle: { 'zh-Hans': '就业人员', en: 'Employed persons' },
  },
  data: { name: 'work' },
  mark: 'bar',
  encoding: { y: { field: 'city', type: 'nominal' }, x: { field: 'people', type: 'quantitative' } },
};

it('takes the title out and words it per language', async () => {
  const chart = await localized(spec, ['zh-Hans', 'en'], report);
  expect(chart.title).toEqual({ 'zh-Hans': '青岛最多', en: 'Qingdao leads' });
  expect(chart.subtitle.en).toBe('Employed persons');
  expect(chart.spec).not.toHaveProperty('title');
});

it('puts the rows of a table in place of its name', async () => {
  const chart = await localized(spec, ['en'], report);
  expect(at(chart.spec, 'data', 'values')).toEqual(work.rows);
});

it('labels codes, units and axes from the data package', async () => {
  const { svg } = await draw(spec, { languages: ['zh-Hans'], report });
  expect(svg).toContain('>青岛<');
  expect(svg).toContain('>500万人<');
  expect(svg).toContain('>就业人员<');
  expect(svg).not.toContain('370200');
});

it('writes both languages on one line for categories and on two for numbers', async () => {
  const { svg } = await draw(spec, { languages: ['zh-Hans', 'en'], report });
  expect(svg).toContain('>济南 Jinan<');
  expect(svg).toMatch(/<tspan>500万人<\/tspan><tspan[^>]*>5 million<\/tspan>/);
  expect(svg).toContain('>就业人员 Employed persons<');
});

it('says what is the same in both languages once', async () => {
  const rates = {
    ...spec,
    encoding: { ...(at(spec, 'encoding') as Spec), x: { field: 'rate', type: 'quantitative' } },
  };
  const { svg } = await draw(rates, { languages: ['zh-Hans', 'en'], report });
  expect(svg).toContain('>4%<');
  expect(svg).not.toContain('tspan');
});

it('keeps what the author set', async () => {
  const encoding = {
    y: { field: 'city', type: 'nominal', axis: { labelExpr: "'c'+datum.value" } },
    x: { field: 'people', type: 'quantitative', title: 'P', axis: { format: ',d' } },
  };
  const { svg } = await draw({ ...spec, encoding }, { languages: ['en'], report });
  expect(svg).toContain('>c370100<');
  expect(svg).toContain('>5,000,000<');
  expect(svg).toContain('>P<');
});

it('leaves a specification without named data as it was, but for title and locale', async () => {
  const plain = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: 'T',
    data: { values: [{ a: 1, row: 'x', en: 'y' }] },
    transform: [{ filter: { not: 'datum.a > 3' } }],
    encoding: { x: { field: 'a', sort: { op: 'count' } } },
    layer: [{ mark: 'bar' }],
    resolve: { axis: { x: 'independent' } },
  };
  const { spec: finished } = await localized(plain, ['en']);
  const { config, ...rest } = finished;
  const { title: _, ...expected } = plain;
  expect(rest).toEqual(expected);
  expect(Object.keys(config as object)).toEqual(['locale', 'customFormatTypes']);
});

it('chooses strings wherever they stand, and joins expressions', async () => {
  const strings: Spec = {
    data: { values: [{ a: 1, b: { 'zh-Hans': '甲', en: 'A' } }] },
    transform: [{ calculate: { 'zh-Hans': "'共' + datum.a", en: "'total ' + datum.a" }, as: 'c' }],
    mark: 'text',
    encoding: { x: { field: 'b', title: { 'zh-Hans': '类', en: 'Kind' } }, text: { field: 'c' } },
  };
  const one = await draw(strings, { languages: ['en'] });
  expect(one.svg).toContain('>total 1<');
  expect(one.svg).toContain('>Kind<');
  const both = await draw(strings, { languages: ['zh-Hans', 'en'] });
  expect(both.svg).toContain('>共1 total 1<');
  expect(both.svg).toContain('>甲 A<');
});

it('lifts a text of two lines by a line when it stands on its baseline’s bottom', async () => {
  const text = {
    data: { name: 'work' },
    mark: { type: 'text', baseline: 'bottom', dy: -4 },
    encoding: { x: { field: 'city' }, text: { field: 'people', type: 'quantitative' } },
  };
  const chart = await localized(text, ['zh-Hans', 'en'], report);
  expect(chart.spec.mark).toMatchObject({ dy: -17, lineHeight: 13 });
});

it('gives each view of a repeat its own title and unit', async () => {
  const repeated = {
    data: { name: 'work' },
    repeat: ['people', 'rate'],
    spec: { mark: 'bar', encoding: { y: { field: 'city' }, x: { field: { repeat: 'repeat' }, type: 'quantitative' } } },
  };
  const { svg } = await draw(repeated, { languages: ['en'], report });
  expect(svg).toContain('>Employed persons<');
  expect(svg).toContain('>Unemployment rate<');
  expect(svg).toContain('>4%<');
  expect(svg).toContain('>4 million<');
});

it('labels a folded key by the titles of its columns and keeps their unit', async () => {
  const folded = {
    data: { name: 'work' },
    transform: [{ fold: ['people', 'target'], as: ['measure', 'number'] }],
    mark: 'bar',
    encoding: {
      y: { field: 'city' },
      x: { field: 'number', type: 'quantitative' },
      color: { field: 'measure', type: 'nominal' },
    },
  };
  const { svg } = await draw(folded, { languages: ['zh-Hans'], report });
  expect(svg).toContain('>就业人员<');
  expect(svg).toContain('>目标<');
  expect(svg).toMatch(/>\d+万人</);
});

it('words facts with their qualifier, each in its own unit', async () => {
  const fact = (id: string, value: number, unit: string) => ({
    id,
    value,
    unit,
    period: '2023',
    kind: 'level' as const,
    qualifier: 'more-than' as const,
    label: { 'zh-Hans': id, en: id },
    place,
  });
  const facts = [fact('doctors', 9800, 'person'), fact('relief', 25150000000, 'yuan')];
  const chart = {
    data: { name: 'facts', facts: ['doctors', 'relief'] },
    mark: 'text',
    encoding: { y: { field: 'fact' }, text: { field: 'value', type: 'quantitative' } },
  };
  const { svg } = await draw(chart, { languages: ['zh-Hans'], report: reportWith({ facts }) });
  expect(svg).toContain('>超过9800人<');
  expect(svg).toContain('>超过251.5亿元<');
});

it('applies the narrow and the bilingual patch (RFC 7396)', async () => {
  const patched = {
    ...spec,
    height: 100,
    usermeta: { jianbao: { narrow: { height: 50, mark: 'rule', encoding: { x: null } }, bilingual: { height: 140 } } },
  };
  const one = await localized(patched, ['en'], report);
  expect([one.spec.height, one.narrow?.height]).toEqual([100, 50]);
  expect([one.narrow?.mark, Object.keys(one.narrow?.encoding as Spec)]).toEqual(['rule', ['y']]);
  expect((await localized(patched, ['zh-Hans', 'en'], report)).spec.height).toBe(140);
});

it('sends along only the code lists that a chart labels by', async () => {
  expect(Object.keys((await localized(spec, ['en'], report)).codeLists)).toEqual(['cities']);
});
