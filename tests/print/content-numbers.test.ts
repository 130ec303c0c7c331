import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortenNumbers } from '../../src/print/content-numbers.ts';

describe('numbers of a content stream', () => {
  test.each([
    ['9.9999847 0 Td <018B> Tj', '10 0 Td <018B> Tj'],
    ['259.375 -1960.6934 3011.8652 .004 re', '259.38 -1960.69 3011.87 0 re'],
    ['.0863 .149 .1804 RG -0.001 .149 .1804 rg', '.09 .15 .18 RG 0 .15 .18 rg'],
    ['99.9951 0.5012 l', '100 .5 l'],
    ['12.50 7.25 m\n1.999 2 3.141 4 5 6 c\nh', '12.50 7.25 m\n2 2 3.14 4 5 6 c\nh'],
  ])('%j is written %j', (content, expected) => expect(shortenNumbers(content)).toBe(expected));

  test.each([
    '3.1254 0 0 3.1254 259.375 -24337.5123 cm',
    '1 0 0 -1 691.48438 1070 Tm',
    '/F6 16.6599998 Tf',
    '(1.2345) Tj',
    '/P <</MCID 0 >>BDC',
    '',
  ])('%j stays as it is', (content) => expect(shortenNumbers(content)).toBe(content));

  test('are off by half a hundredth at most', () => {
    const coordinate = fc.double({ min: -9999, max: 9999, noNaN: true }).map((value) => value.toFixed(6));
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 2, maxLength: 6 }), (numbers) => {
        const written = shortenNumbers(`${numbers.join(' ')} c\n`);
        expect(written.endsWith(' c\n')).toBe(true);
        const read = written.slice(0, -3).split(' ');
        expect(read.length).toBe(numbers.length);
        for (const [i, number] of numbers.entries())
          expect(Math.abs(Number(read[i]) - Number(number))).toBeLessThanOrEqual(0.005 + 1e-9);
        expect(written).not.toMatch(/\.\d{3}/);
      }),
    );
  });
});
