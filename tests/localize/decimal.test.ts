import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalOf, decimalsOf, digitsOf, magnitude, round, shift } from '../../src/localize/decimal.ts';

const digits = (value: number) => digitsOf(decimalOf(value));
const rounded = (value: number, decimals: number) => digitsOf(round(decimalOf(value), decimals));

describe('a decimal', () => {
  it('is the number as people write it', () => {
    expect(digits(1245000)).toBe('1245000');
    expect(digits(0.46)).toBe('0.46');
    expect(digits(-0.046)).toBe('0.046');
    expect(digits(0.1 + 0.2)).toBe('0.3');
    expect(digits(2.5e-7)).toBe('0.00000025');
    expect(digits(1e21)).toBe('1000000000000000000000');
    expect(digits(Number.MAX_SAFE_INTEGER)).toBe('9007199254740991');
    expect(digits(0)).toBe('0');
  });

  it('has no meaning for what is not finite', () => {
    expect(() => decimalOf(Number.NaN)).toThrow('not a finite number: NaN');
    expect(() => decimalOf(Number.POSITIVE_INFINITY)).toThrow('not a finite number: Infinity');
  });

  it('rounds a half up, by its decimal digits: 1.005 to 1.01', () => {
    expect(rounded(1.005, 2)).toBe('1.01');
    expect(rounded(0.45, 1)).toBe('0.5');
    expect(rounded(2.5, 0)).toBe('3');
    expect(rounded(0.449, 1)).toBe('0.4');
    expect(rounded(99999999, -3)).toBe('100000000');
    expect(rounded(0.04, 1)).toBe('0');
  });

  it('knows its size and its digits after the point', () => {
    expect(magnitude(decimalOf(1245000))).toBe(6);
    expect(magnitude(decimalOf(0.46))).toBe(-1);
    expect(decimalsOf(shift(decimalOf(1245000), -6))).toBe(3);
    expect(decimalsOf(decimalOf(3000))).toBe(0);
  });

  it('is the same number with noughts behind it', () => {
    const sizes = fc.double({ min: 0, max: 1e15, noNaN: true });
    fc.assert(
      fc.property(sizes, fc.nat(10), (value, least) => {
        const [plain, filled] = [digits(value), digitsOf(decimalOf(value), least)];
        const places = (text: string) => text.split('.')[1]?.length ?? 0;
        expect(Number(filled)).toBe(Number(plain));
        expect(places(filled)).toBe(Math.max(least, places(plain)));
      }),
    );
  });

  it('gives back any number of up to 15 digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999_999 }),
        fc.integer({ min: -12, max: 6 }),
        (whole, power) => {
          const value = Number(`${whole}e${power}`);
          expect(Number(digits(value))).toBe(value);
        },
      ),
    );
  });
});
