import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsFor } from '../../src/localize/words.ts';
import { fact, vocabulary } from './theme.ts';

const zh = wordsFor('zh-Hans', vocabulary);
const en = wordsFor('en', vocabulary);

describe('a value with its unit', () => {
  it.each([
    [1245000, 'person', {}, '124.5万人', '1.245 million'],
    [850000, 'person', {}, '85万人', '850,000'],
    [25150000000, 'yuan', {}, '251.5亿元', '25.15 billion yuan'],
    [2050000000, 'yuan', {}, '20.5亿元', '2.05 billion yuan'],
    [619000, 'post', {}, '61.9万个', '619,000'],
    [126, 'person', {}, '126人', '126'],
    [126, 'person', { long: true }, '126人', '126 people'],
    [1, 'person', { long: true }, '1人', '1 person'],
    [1245000, 'person', { bare: true }, '124.5万', '1.245 million'],
    [0.46, 'ratio', {}, '46%', '46%'],
    [1.132, 'ratio', {}, '113.2%', '113.2%'],
    [1.132, 'ratio', { decimals: 0 }, '113%', '113%'],
    [0.07, 'ratio', {}, '7%', '7%'],
    // Digits that a column fills up to; a word for large numbers keeps its own.
    [0.17, 'ratio', { least: 2 }, '17.00%', '17.00%'],
    [0.5791, 'ratio', { least: 1 }, '57.91%', '57.91%'],
    [14384, 'per-100k', { least: 1 }, '14384.0人', '14,384.0'],
    [0, 'ratio', { least: 2 }, '0.00%', '0.00%'],
    [0.01, 'percentage-point', { least: 2 }, '1.00个百分点', '1.00 percentage points'],
    [-0.002, 'percentage-point', { least: 2 }, '−0.20个百分点', '−0.20 percentage points'],
    [1245000, 'person', { least: 2 }, '124.5万人', '1.245 million'],
    [-0.046, 'ratio', {}, '−4.6%', '−4.6%'],
    [-0.002, 'percentage-point', {}, '−0.2个百分点', '−0.2 percentage points'],
    // Quotients without an end have three significant digits, in all places that do not ask for every digit.
    [1245000 / 1212000 - 1, 'ratio', {}, '2.72%', '2.72%'],
    [1 / 3000, 'ratio', {}, '0.0333%', '0.0333%'],
    [1245000 / 1212000 - 1, 'ratio', { decimals: 1 }, '2.7%', '2.7%'],
    [100000 / 7, 'person', {}, '1.4286万人', '14,286'],
    [1 / 3, 'ratio', { exact: true }, '33.3333333333333%', '33.3333333333333%'],
    [0.12345678901, 'ratio', {}, '12.345678901%', '12.345678901%'],
    [0.01, 'percentage-point', {}, '1个百分点', '1 percentage point'],
    [-1245000, 'number', {}, '−124.5万', '−1.245 million'],
    [99999999, 'number', { decimals: 1 }, '1亿', '100 million'],
    [99996, 'number', { decimals: 1 }, '10万', '99,996'],
    [1999999, 'number', { decimals: 1 }, '200万', '2 million'],
    [3000, 'person', {}, '3000人', '3,000'],
    [14384, 'per-100k', {}, '14384人', '14,384'],
    [9.75, 'year-of-schooling', {}, '9.75年', '9.75 years'],
    [3, 'circle', {}, '3个', '3'],
    [3, 'circle', { long: true }, '三大经济圈', 'three economic circles'],
    [2, 'rank', {}, '第二位', 'second'],
    [13, 'ordinal', {}, '第十三', '13th'],
    [0, 'person', {}, '0人', '0'],
  ])('%d %s %o → %s | %s', (value, unit, wording, chinese, english) => {
    expect(zh.value(value, { unit, ...wording })).toBe(chinese);
    expect(en.value(value, { unit, ...wording })).toBe(english);
  });

  it('rounds what is below the last digit to 0, without a sign', () => {
    expect(zh.value(-0.0004, { unit: 'ratio', decimals: 1 })).toBe('0%');
    expect(en.value(-0.04, { unit: 'number', decimals: 1 })).toBe('0');
  });

  it('refuses a unit that nobody defined', () => {
    expect(() => en.value(1, { unit: 'preson' })).toThrow('no unit "preson"');
  });
});

describe('numbers under each other', () => {
  const column = (words: typeof zh, values: number[], unit: string) => {
    const most = words.powerInColumn(values, unit);
    return values.map((value) => words.value(value, { unit, ...(most !== undefined && { most }) }));
  };

  it.each([
    [
      [3263700000000, 3745800000000, 1733980000000],
      'yuan',
      ['32637亿元', '37458亿元', '17339.8亿元'],
      ['3,263.7 billion yuan', '3,745.8 billion yuan', '1,733.98 billion yuan'],
    ],
    [[1199800, 1185000, 126], 'person', ['119.98万人', '118.5万人', '126人'], ['1,199,800', '1,185,000', '126']],
    [[1245000, 850000], 'person', ['124.5万人', '85万人'], ['1.245 million', '850,000']],
    [[101527453, 9202432], 'person', ['10152.7453万人', '920.2432万人'], ['101,527,453', '9,202,432']],
    [[123456789, 1245000], 'person', ['12345.6789万人', '124.5万人'], ['123,456,789', '1,245,000']],
    [[1234567.8, 1245000], 'number', ['1234567.8', '1245000'], ['1,234,567.8', '1,245,000']],
    [[0.46, 0.5791], 'ratio', ['46%', '57.91%'], ['46%', '57.91%']],
    [[], 'person', [], []],
  ])('%j %s are of one size', (values, unit, chinese, english) => {
    expect(column(zh, values, unit)).toEqual(chinese);
    expect(column(en, values, unit)).toEqual(english);
  });

  it('lose nothing by it, and none falls back beside a word that others have', () => {
    const values = fc.array(fc.integer({ min: 0, max: 10 ** 14 }), { maxLength: 6 });
    fc.assert(
      fc.property(values, fc.nat(8), (numbers, zeros) => {
        const some = numbers.map((each) => each - (each % 10 ** zeros));
        const powers = { 万亿: 12, 亿: 8, 万: 4 };
        const worded = column(zh, some, 'number').map((text) => {
          const [, digits = '', word = ''] = /^([\d.]+)(万亿|亿|万)?$/.exec(text) ?? [];
          return { digits, power: powers[word as keyof typeof powers] ?? 0 };
        });
        expect(worded.map(({ digits, power }) => Math.round(Number(digits) * 10 ** power))).toEqual(some);
        const largest = Math.max(0, ...worded.map(({ power }) => power));
        for (const [at, { power }] of worded.entries())
          if (power < largest) expect(some[at]).toBeLessThan(10 ** largest);
      }),
    );
  });
});

describe('a range', () => {
  it.each([
    [3000, 3500, 'person', '3000—3500人', '3,000–3,500'],
    [1200000, 1500000, 'person', '120万—150万人', '1.2–1.5 million'],
    [900000, 1200000, 'person', '90万—120万人', '900,000 to 1.2 million'],
    [900000000, 1600000000, 'yuan', '9亿—16亿元', '900 million yuan to 1.6 billion yuan'],
    [0.15, 0.3, 'ratio', '15%—30%', '15–30%'],
    [-0.05, 0.03, 'ratio', '−5%至3%', '−5% to 3%'],
    [8000, 12000, 'yuan', '8000元—1.2万元', '8,000–12,000 yuan'],
  ])('%d–%d %s → %s | %s', (from, to, unit, chinese, english) => {
    expect(zh.range(from, to, { unit })).toBe(chinese);
    expect(en.range(from, to, { unit })).toBe(english);
  });
});

describe('a fact', () => {
  it.each([
    ['more-than', 9800, '超过9800人', 'more than 9,800'],
    ['at-least', 3000, '3000人以上', 'at least 3,000'],
    ['about', 219000, '约21.9万人', 'about 219,000'],
    ['at-most', 5000, '不超过5000人', 'at most 5,000'],
    ['less-than', 5000, '不足5000人', 'less than 5,000'],
  ] as const)('%s %d people → %s | %s', (qualifier, value, chinese, english) => {
    const datum = fact({ value, unit: 'person', qualifier });
    expect(zh.fact(datum)).toBe(chinese);
    expect(en.fact(datum)).toBe(english);
  });

  it('leaves the qualifier away when asked to', () => {
    expect(zh.fact(fact({ value: 9800, unit: 'person', qualifier: 'more-than' }), { unqualified: true })).toBe(
      '9800人',
    );
  });

  it('with an upper end is a range', () => {
    const datum = fact({ value: 3000, upper: 3500, unit: 'person' });
    expect(zh.fact(datum)).toBe('3000—3500人');
    expect(en.fact(datum)).toBe('3,000–3,500');
  });

  it('without a number gives its label', () => {
    expect(zh.fact(fact({ kind: 'claim' }))).toBe('就业局势稳定');
    expect(en.change(fact({ kind: 'claim' }))).toBe('employment stable');
  });
});

describe('a change', () => {
  it.each([
    [{ value: 0.46, unit: 'ratio', kind: 'growth', comparison: 'year-on-year' }, '同比增长46%', 'up 46% year on year'],
    [
      { value: -0.046, unit: 'ratio', kind: 'growth', comparison: 'year-on-year' },
      '同比下降4.6%',
      'down 4.6% year on year',
    ],
    [{ value: -0.002, unit: 'percentage-point', kind: 'change' }, '下降0.2个百分点', 'down 0.2 percentage points'],
    [{ value: 0, unit: 'ratio', kind: 'growth' }, '持平', 'unchanged'],
    [
      { value: 1.132, unit: 'ratio', kind: 'share', comparison: 'on-target' },
      '完成年度目标的113.2%',
      '113.2% of the annual target',
    ],
    [
      { value: 0.26, unit: 'ratio', kind: 'growth', comparison: 'year-on-year', qualifier: 'more-than' },
      '同比增长超过26%',
      'up more than 26% year on year',
    ],
    [{ value: 32000, unit: 'person', kind: 'change' }, '增加3.2万人', 'up 32,000'],
    [
      { value: -32000, unit: 'person', kind: 'change', comparison: 'year-on-year' },
      '同比减少3.2万人',
      'down 32,000 year on year',
    ],
  ] as const)('%o → %s | %s', (given, chinese, english) => {
    expect(zh.change(fact(given))).toBe(chinese);
    expect(en.change(fact(given))).toBe(english);
  });

  it('is none when it rounds to nothing', () => {
    const datum = fact({ value: -0.0004, unit: 'ratio', kind: 'growth' });
    expect(en.change(datum, { decimals: 1 })).toBe('unchanged');
    expect(en.change(datum, { decimals: 2 })).toBe('down 0.04%');
  });
});

describe('a rank', () => {
  it.each([
    [1, '居全国第一位', 'first in China'],
    [2, '居全国第二位', 'second in China'],
    [10, '居全国第十位', 'tenth in China'],
    [11, '居全国第十一位', '11th in China'],
    [22, '居全国第二十二位', '22nd in China'],
    [31, '居全国第三十一位', '31st in China'],
  ])('%d among provinces → %s | %s', (value, chinese, english) => {
    const datum = fact({ value, unit: 'rank', kind: 'rank', scope: 'china-provinces' });
    expect(zh.rank(datum)).toBe(chinese);
    expect(en.rank(datum)).toBe(english);
  });

  it('without a scope names none', () => {
    expect(zh.rank(fact({ value: 2, unit: 'rank' }))).toBe('第二位');
    expect(en.rank(fact({ value: 2, unit: 'rank' }))).toBe('second');
  });

  it('without a number is worded by its scope, or by its label', () => {
    expect(zh.rank(fact({ kind: 'rank', scope: 'record' }))).toBe('创历史新高');
    expect(zh.rank(fact({ kind: 'rank' }))).toBe('就业局势稳定');
  });
});

describe('lists, messages, names of units', () => {
  it('joins a list as the language does', () => {
    expect(zh.list(['济南', '青岛', '烟台'])).toBe('济南、青岛和烟台');
    expect(en.list(['Jinan', 'Qingdao', 'Yantai'])).toBe('Jinan, Qingdao and Yantai');
  });

  it('fills the places of a message', () => {
    expect(zh.message('figure.label', { n: 3 })).toBe('图3');
    expect(en.message('figure.label', { n: 3 })).toBe('Figure 3');
    expect(en.message('no.such-key')).toBe('no.such-key');
  });

  it('names a unit', () => {
    expect(zh.unit('person')).toBe('人');
    expect(en.unit('percentage-point')).toBe('percentage points');
  });
});

describe('other languages', () => {
  const worded =
    (language: string) =>
    (value: number, unit: string, wording = {}) =>
      wordsFor(language, vocabulary)
        .value(value, { unit, ...wording })
        .replaceAll(/[\u00a0\u202f]/g, ' ');

  it('write large numbers with their own words', () => {
    expect(worded('fr')(1245000, 'person')).toBe('1,245 million');
    expect(worded('de')(25150000000, 'yuan')).toBe('25,15 Milliarden');
    expect(worded('ja')(1245000, 'person')).toBe('124.5万');
    expect(worded('zh-Hant')(25150000000, 'yuan')).toBe('251.5億');
    expect(worded('ar')(1245000, 'person')).toMatch(/مليون/);
  });

  it('keep thousands in digits', () => {
    expect(worded('fr')(850000, 'person')).toBe('850 000');
    expect(worded('de')(9800, 'person')).toBe('9.800');
  });

  it('set the per cent sign their own way', () => {
    expect(worded('fr')(0.46, 'ratio')).toBe('46 %');
    expect(worded('tr')(0.46, 'ratio')).toBe('%46');
    expect(worded('fr')(0.46, 'ratio', { least: 2 })).toBe('46,00 %');
  });

  it('lose nothing without rounding', () => {
    expect(worded('fr')(1234567, 'person')).toBe('1 234 567');
    expect(worded('ja')(123456789, 'person')).toBe('123,456,789');
  });

  it('use signs where the theme has no words for them', () => {
    const fr = wordsFor('fr', vocabulary);
    expect(fr.fact(fact({ value: 9800, unit: 'number', qualifier: 'at-least' }))).toMatch(/^≥ 9\s800$/);
    expect(fr.change(fact({ value: 0.46, unit: 'ratio', kind: 'growth' }))).toMatch(/^\+46\s%$/);
  });

  it('share the words of their script: zh-CN and zh are zh-Hans, en-GB is en', () => {
    expect(worded('zh-CN')(1245000, 'person')).toBe('124.5万人');
    expect(worded('zh')(1245000, 'person')).toBe('124.5万人');
    expect(worded('en-GB')(25150000000, 'yuan')).toBe('25.15 billion yuan');
  });
});
