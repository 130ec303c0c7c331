import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWords } from '../../src/localize/parse.ts';
import { wordsFor } from '../../src/localize/words.ts';
import { fact, vocabulary } from './theme.ts';

const zh = wordsFor('zh-Hans', vocabulary);
const en = wordsFor('en', vocabulary);
const both = [zh, en];

/** Decimals that people write: a whole number and up to four digits after the point. */
const decimal = fc
  .tuple(fc.bigInt(-(10n ** 14n), 10n ** 14n), fc.integer({ min: -4, max: 6 }))
  .map(([digits, power]) => Number(`${digits}e${power}`))
  .filter((value) => Math.abs(value) < 1e15);
const unit = fc.constantFrom(
  'person',
  'yuan',
  'post',
  'ratio',
  'percentage-point',
  'number',
  'per-100k',
  'year-of-schooling',
);
const decimals = fc.integer({ min: 0, max: 4 });

describe('a wording read back', () => {
  it.each([
    ['124.5万人', 1245000],
    ['1.245 million', 1245000],
    ['46%', 0.46],
    ['超过9800人', 9800],
    ['at least 3,000', 3000],
    ['同比下降4.6%', -0.046],
    ['down 0.2 percentage points', -0.002],
    ['居全国第二位', 2],
    ['居全国第二十二位', 22],
    ['second in China', 2],
    ['13th', 13],
    ['三大经济圈', 3],
    ['three economic circles', 3],
    ['同比持平', 0],
    ['9.2万亿元', 9.2e12],
    ['−1.245 million', -1245000],
  ])('%s is %d', (text, value) => {
    expect(parseWords(text)?.value).toBe(value);
  });

  it('without a number is nothing', () => {
    expect(parseWords('就业局势稳定')).toBeUndefined();
  });

  it('gives both ends of a range', () => {
    expect(parseWords('3000—3500人')).toEqual({ value: 3000, upper: 3500 });
    expect(parseWords('1.2–1.5 million')).toEqual({ value: 1200000, upper: 1500000 });
    expect(parseWords('900,000 to 1.2 million')).toEqual({ value: 900000, upper: 1200000 });
    expect(parseWords('15–30%')).toEqual({ value: 0.15, upper: 0.3 });
    expect(parseWords('−5%至3%')).toEqual({ value: -0.05, upper: 0.03 });
  });
});

describe('any number in any unit', () => {
  it('is read back exactly when nothing is rounded, in both languages', () => {
    fc.assert(
      fc.property(decimal, unit, (value, id) => {
        for (const words of both) expect(parseWords(words.value(value, { unit: id }))?.value).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });

  it('is read back within half a unit of the last digit when rounded', () => {
    fc.assert(
      fc.property(decimal, unit, decimals, (value, id, places) => {
        for (const words of both) {
          const text = words.value(value, { unit: id, decimals: places });
          const step = 10 ** (powerOf(text) - places);
          expect(Math.abs((parseWords(text)?.value ?? Number.NaN) - value)).toBeLessThanOrEqual(
            step / 2 + Math.abs(value) * 1e-14,
          );
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps no more digits after the point than asked for', () => {
    fc.assert(
      fc.property(decimal, unit, decimals, (value, id, places) => {
        for (const words of both) {
          const fraction = /\.(\d+)/.exec(words.value(value, { unit: id, decimals: places }))?.[1] ?? '';
          expect(fraction.length).toBeLessThanOrEqual(places);
        }
      }),
    );
  });

  it('means the same number in Chinese and English', () => {
    fc.assert(
      fc.property(decimal, unit, (value, id) => {
        expect(parseWords(zh.value(value, { unit: id }))).toEqual(parseWords(en.value(value, { unit: id })));
      }),
    );
  });

  it('grows with the datum', () => {
    fc.assert(
      fc.property(decimal, decimal, unit, decimals, (a, b, id, places) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        for (const words of both) {
          const read = (value: number) =>
            parseWords(words.value(value, { unit: id, decimals: places }))?.value ?? Number.NaN;
          expect(read(low)).toBeLessThanOrEqual(read(high));
        }
      }),
    );
  });

  it('never says 10000万 or 1000 million', () => {
    const nearPowers = fc
      .tuple(fc.integer({ min: 3, max: 12 }), fc.integer({ min: -100, max: 100 }))
      .map(([power, step]) => 10 ** power + step * 10 ** Math.max(0, power - 6));
    fc.assert(
      fc.property(fc.oneof(decimal, nearPowers), fc.option(decimals, { nil: undefined }), (value, places) => {
        const wording = { unit: 'number', ...(places !== undefined && { decimals: places }) };
        expect(en.value(value, wording)).not.toMatch(/\d,\d{3}(\.\d+)? million/);
        // Exact values may: 10122.97万人 where 亿 would need six decimals.
        if (places !== undefined || Math.abs(value) < 1e8) {
          expect(zh.value(value, wording)).not.toMatch(/\d{5,}(\.\d+)?万/);
        }
        if (places !== undefined) {
          expect(zh.value(value, wording)).not.toMatch(/\d{5,}(\.\d+)?亿/);
          expect(en.value(value, wording)).not.toMatch(/\d,\d{3}(\.\d+)? billion/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('shows no binary noise', () => {
    expect(en.value(0.1 + 0.2, { unit: 'number' })).toBe('0.3');
    expect(zh.value(1.132 - 1, { unit: 'ratio' })).toBe('13.2%');
    expect(en.value(1.005, { unit: 'number', decimals: 2 })).toBe('1.01');
  });
});

describe('facts', () => {
  it('with any qualifier, range or direction read back to the datum in both languages', () => {
    const qualifier = fc.constantFrom(undefined, 'more-than', 'at-least', 'about', 'at-most', 'less-than');
    const count = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(count, fc.option(count, { nil: undefined }), qualifier, unit, (from, more, how, id) => {
        const datum = fact({
          value: from,
          unit: id,
          ...(more !== undefined && { upper: from + more }),
          ...(how !== undefined && { qualifier: how }),
        });
        const expected = more === undefined ? { value: from } : { value: from, upper: from + more };
        for (const words of both) expect(parseWords(words.fact(datum))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('of growth keep their direction', () => {
    const growth = fc.integer({ min: -9999, max: 99999 }).map((basisPoints) => Number(`${basisPoints}e-4`));
    const comparison = fc.constantFrom(undefined, 'year-on-year', 'period-on-period');
    fc.assert(
      fc.property(growth, comparison, fc.constantFrom('growth', 'change'), (value, against, kind) => {
        const datum = fact({ value, unit: 'ratio', kind, ...(against !== undefined && { comparison: against }) });
        for (const words of both) expect(parseWords(words.change(datum))).toEqual({ value });
      }),
    );
  });

  it('of rank keep their place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), (value) => {
        const datum = fact({ value, unit: 'rank', kind: 'rank', scope: 'china-provinces' });
        for (const words of both) expect(parseWords(words.rank(datum))).toEqual({ value });
      }),
    );
  });
});

/** Power of ten of the digit before the point. */
function powerOf(text: string): number {
  const scale = /万亿|亿|万|trillion|billion|million/.exec(text)?.[0];
  const power = { 万: 4, 亿: 8, 万亿: 12, million: 6, billion: 9, trillion: 12 }[scale ?? ''] ?? 0;
  return /%|百分点|percentage point/.test(text) ? power - 2 : power;
}
