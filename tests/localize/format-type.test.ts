import { describe, expect, it } from 'vitest';
import { type DatumFormat, formatDatum } from '../../src/localize/format-type.ts';
import { wordsFor } from '../../src/localize/words.ts';
import type { CodeList } from '../../src/model/data.ts';
import { vocabulary } from './theme.ts';

const cities: CodeList = {
  name: 'cities',
  codes: [
    {
      code: '370100',
      label: { 'zh-Hans': '济南市', en: 'Jinan City' },
      shortLabel: { 'zh-Hans': '济南', en: 'Jinan' },
      properties: {},
    },
    { code: '370200', label: { 'zh-Hans': '青岛市', en: 'Qingdao' }, properties: {} },
  ],
  place: { file: 'data/cities.csv' },
};

function both(datum: unknown, format: DatumFormat): [string, string] {
  const [zh, en] = ['zh-Hans', 'en'].map((tag) => formatDatum(wordsFor(tag, vocabulary), datum, format, { cities }));
  return [zh ?? '', en ?? ''];
}

describe('a value in a chart', () => {
  it('is worded as in prose', () => {
    expect(both(1245000, { unit: 'person' })).toEqual(['124.5万人', '1.245 million']);
    expect(both(1245000, { unit: 'person', decimals: 0, bare: true })).toEqual(['125万', '1 million']);
    expect(both(0.46, { unit: 'ratio' })).toEqual(['46%', '46%']);
    expect(both(850000, {})).toEqual(['85万', '850,000']);
  });

  it('shows ticks without binary noise', () => {
    expect(both(0.1 * 3, { unit: 'ratio' })).toEqual(['30%', '30%']);
  });

  it('of a code list is the short label, else the label, else the code', () => {
    expect(both('370100', { codeList: 'cities' })).toEqual(['济南', 'Jinan']);
    expect(both(370200, { codeList: 'cities' })).toEqual(['青岛市', 'Qingdao']);
    expect(both('999999', { codeList: 'cities' })).toEqual(['999999', '999999']);
  });

  it('that is a period is worded; bare years keep their digits', () => {
    expect(both(2023, { period: true })).toEqual(['2023年', '2023']);
    expect(both(2023, { period: true, bare: true })).toEqual(['2023', '2023']);
    expect(both('2024-Q1', { period: true })).toEqual(['2024年一季度', 'Q1 2024']);
  });

  it('that is a date is cut to the part asked for', () => {
    const date = new Date(2024, 1, 6);
    expect(both(date, { period: 'month' })).toEqual(['2024年2月', 'February 2024']);
    expect(both(date.getTime(), { period: 'quarter' })).toEqual(['2024年一季度', 'Q1 2024']);
    expect(both(date, {})).toEqual(['2024年2月6日', '6 February 2024']);
  });

  it('that is missing is nothing; text stays text; lists go line by line', () => {
    expect(both(null, { unit: 'person' })).toEqual(['', '']);
    expect(both(Number.NaN, {})).toEqual(['', '']);
    expect(both('≥', {})).toEqual(['≥', '≥']);
    expect(both([1, 2], {})).toEqual(['1\n2', '1\n2']);
  });
});
