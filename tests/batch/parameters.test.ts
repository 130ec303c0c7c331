import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Diagnostics, UsageError } from '../../src/base/diagnostic.ts';
import { buildReport } from '../../src/build/report.ts';
import { localizeChart } from '../../src/localize/chart.ts';
import { localize } from '../../src/localize/edition.ts';
import type { Worded } from '../../src/model/edition.ts';
import type { ParameterValues } from '../../src/model/parameter.ts';
import { openFolder } from '../../src/node/folder.ts';
import { readBriefing } from '../../src/read/briefing.ts';
import { places } from './places.ts';

const theme = openFolder(fileURLToPath(new URL('../../templates', import.meta.url)));

async function reportFor(given: ParameterValues, changes: Record<string, string> = {}) {
  const diagnostics = new Diagnostics();
  const briefing = await readBriefing({ briefing: places(changes), theme }, diagnostics);
  const report = await buildReport(briefing, diagnostics, { given });
  expect(diagnostics.list).toEqual([]);
  return report;
}

/** What the command line says about values that cannot be used. */
async function refusal(given: ParameterValues): Promise<string[]> {
  try {
    await reportFor(given);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [error, ...error.others].map(({ message, hint }) => (hint ? `${message}; ${hint}` : message));
  }
  return [];
}

describe('a parameter', () => {
  test('is in names, titles, addresses, facts and messages', async () => {
    const report = await reportFor({ place: '02' });
    expect(report.briefing.id).toBe('places-02');
    expect(report.briefing.title).toEqual({ 'zh-Hans': '乙市人口', en: 'Population of Beta' });
    expect(report.briefing.address).toBe('https://example.org/02');
    expect(report.briefing.sections[0]?.title).toEqual({ 'zh-Hans': '乙', en: 'Beta' });
    expect(report.briefing.values).toEqual({ place: '02', year: 2020 });
    expect(report.facts.population).toMatchObject({
      value: 300,
      period: '2020',
      label: { 'zh-Hans': '乙市人口', en: 'Population, Beta' },
    });
    expect(report.messages['table.people']).toEqual({ 'zh-Hans': '乙市历年人口', en: 'People of Beta' });
  });

  test('has its default where nothing is given, and takes a number for a code', async () => {
    expect((await reportFor({})).briefing.id).toBe('places-01');
    expect((await reportFor({ place: '03', year: '2010' })).facts.population?.value).toBe(90);
  });

  test('decides the place among all, the greatest first, equals sharing one', async () => {
    const place = async (code: string, year = 2020) =>
      (await reportFor({ place: code, year })).facts['population-rank']?.value;
    expect([await place('01'), await place('02'), await place('03')]).toEqual([3, 1, 2]);
    expect([await place('01', 2010), await place('02', 2010), await place('03', 2010)]).toEqual([1, 3, 1]);
  });

  test('chooses sentences by a test, and cells and labels by its value', async () => {
    expect(await said({ place: '02' }, 'en')).toBe('Beta is the largest of all, with 300 people.');
    expect(await said({ place: '03' }, 'en')).toBe('Gamma has 200 people.');
    expect(await said({ place: '03' }, 'zh-Hans')).toBe('丙市有200人。');
  });

  test('is a parameter of the chart that names it, and chooses the finding in its title', async () => {
    const report = await reportFor({ place: '02' });
    const chart = report.charts.people;
    expect(chart?.spec.params).toEqual([{ name: 'place', value: '02' }]);
    expect(chart?.title).toEqual({ 'zh-Hans': '乙市最大', en: 'Beta is the largest' });
    expect((await reportFor({ place: '01' })).charts.people?.title).toEqual({
      'zh-Hans': '甲市不是最大',
      en: 'Alpha is not the largest',
    });
    if (chart) expect(localizeChart(chart, report, ['en']).spec.params).toEqual([{ name: 'place', value: '02' }]);
  });
});

describe('values that cannot be used', () => {
  test('are told all at once, with the nearest name or what is known', async () => {
    expect(await refusal({ palce: '01', place: '04', year: 'soon' })).toEqual([
      'no parameter "palce"; did you mean "place"?',
      '"place" cannot be "04": code list "places" has no such code; did you mean "01"?',
      '"year" should be a whole number, found "soon"',
    ]);
    expect(await refusal({ year: 2015 })).toEqual(['"year" cannot be "2015"; did you mean "2010"?']);
  });

  test('may be labels: the code is told', async () => {
    expect(await refusal({ place: '乙市' })).toEqual([
      '"place" cannot be "乙市": code list "places" has no such code; "乙市" is "02"',
    ]);
  });

  test('include none at all, when there is no default', async () => {
    const yaml = readFileSync(join(import.meta.dirname, 'places', 'briefing.yaml'), 'utf8');
    const asked = reportFor({}, { 'briefing.yaml': yaml.replace(", default: '01'", '') });
    await expect(asked).rejects.toThrow('parameter "place" has no value and no default');
  });
});

async function said(given: ParameterValues, language: string): Promise<string> {
  const [block] = localize(await reportFor(given), language).sections[0]?.blocks ?? [];
  return block?.type === 'paragraph' ? block.text.map(wordsOf).join('') : '';
}

function wordsOf(words: Worded): string {
  return 'text' in words && typeof words.text === 'string' ? words.text : '';
}
