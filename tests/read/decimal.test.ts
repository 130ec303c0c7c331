import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shiftDecimal } from '../../src/read/decimal.ts';

test('124.5 written in tens of thousands is exactly 1245000', () => {
  expect(shiftDecimal('124.5', 4)).toBe('1245000');
});

test('46 written in per cent is exactly 0.46, where 46 * 0.01 would do, and 4.35 * 100 would not', () => {
  expect(shiftDecimal('46', -2)).toBe('0.46');
  expect(4.35 * 100).not.toBe(435);
  expect(Number(shiftDecimal('4.35', 2))).toBe(435);
});

test.each([
  ['0', 4, '0'],
  ['-0.00', 2, '0'],
  ['007.50', 0, '7.5'],
  ['-4.6', -2, '-0.046'],
  ['+3', 0, '3'],
  ['.5', 1, '5'],
  ['5.', 0, '5'],
  ['1.245e6', 0, '1245000'],
  ['1E-3', 3, '1'],
  ['12345678901234567890.123', -3, '12345678901234567.890123'],
])('%s moved by %i is %s', (text, places, expected) => {
  expect(shiftDecimal(text, places)).toBe(expected);
});

test.each(['', '.', '-', '1,245', '12a', '1 2', 'NaN', 'Infinity', '１２', '1.2.3', '1e', '0x10', '1e9999'])(
  '"%s" is not a decimal number',
  (text) => {
    expect(shiftDecimal(text, 0)).toBeUndefined();
  },
);

test('any decimal moved there and back is the same number', () => {
  const decimal = fc
    .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(999999))
    .map(([whole, rest]) => `${whole}.${rest}`);
  fc.assert(
    fc.property(decimal, fc.integer({ min: -12, max: 12 }), (text, places) => {
      const moved = shiftDecimal(text, places) ?? '';
      expect(shiftDecimal(moved, -places)).toBe(shiftDecimal(text, 0));
      expect(Number(moved)).toBe(Number(`${text}e${places}`));
    }),
  );
});
