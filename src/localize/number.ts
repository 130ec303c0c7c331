import { type Decimal, decimalsOf, magnitude, round, shift } from './decimal.ts';
import type { Numerals } from './numerals.ts';

/** Digits of a number in words, without sign or unit. */
export interface WordedNumber {
  /** `124.5万`, `1.245 million`, `3000`. */
  text: string;
  /** The same without the word of its power: `124.5`, `1.245`. */
  digits: string;
  /** Power of ten whose word stands beside the digits; 0 for none. */
  power: number;
  /** What is printed, after rounding. */
  number: Decimal;
}

/**
 * Writes a number in a language. `compact` uses the words for large numbers. `decimals` rounds (half away from zero) in
 * the unit that is printed and moves on to the next unit when rounding reaches it: 9999.99 of 万 to one digit is 1亿.
 * Without `decimals` nothing is lost; a number that would need too many digits after the point stays plain digits. Digits
 * without a word have `least` of them after the point at least. `most` is the largest power that may have its word.
 */
export function wordNumber(
  number: Decimal,
  how: { compact: boolean; decimals?: number; least?: number; most?: number },
  numerals: Numerals,
): WordedNumber {
  const { rounded, power } = how.decimals === undefined ? keep(number, how, numerals) : shorten(number, how, numerals);
  const digits = numerals.plain(shift(rounded, -power), power === 0 ? how.least : 0);
  const text = power === 0 ? digits : numerals.scaled(rounded, power);
  return { text, digits, power, number: rounded };
}

/**
 * The largest power that may have its word where numbers stand under each other, so that all are of one size: that of a
 * number which its own word would give too many digits after the point. 1.73398万亿 is 17339.8亿, and 3.7458万亿 beside it
 * 37458亿. Undefined where each keeps its own.
 */
export function commonPower(numbers: readonly Decimal[], numerals: Numerals): number | undefined {
  const fallen = numbers.flatMap((number) => {
    const { power } = keep(number, { compact: true }, numerals);
    return power < powerOf(number, numerals) ? power : [];
  });
  return fallen.length > 0 ? Math.min(...fallen) : undefined;
}

function keep(number: Decimal, { compact, most }: { compact: boolean; most?: number }, numerals: Numerals): Scaled {
  const fits = (power: number | undefined) =>
    power !== undefined && decimalsOf(shift(number, -power)) <= numerals.exactDecimals;
  const power = compact ? powerOf(number, numerals, most) : 0;
  const lower = numerals.lowerPower[power];
  if (fits(power)) return { rounded: number, power };
  return { rounded: number, power: lower !== undefined && fits(lower) ? lower : 0 };
}

function shorten(
  number: Decimal,
  { compact, decimals = 0, most }: { compact: boolean; decimals?: number; most?: number },
  numerals: Numerals,
): Scaled {
  const power = compact ? powerOf(number, numerals, most) : 0;
  const rounded = round(number, decimals - power);
  return { rounded, power: compact ? powerOf(rounded, numerals, most) : 0 };
}

interface Scaled {
  rounded: Decimal;
  power: number;
}

/** The largest power with a word that the number reaches, up to `most`, or 0. */
function powerOf(number: Decimal, numerals: Numerals, most = Number.POSITIVE_INFINITY): number {
  return numerals.powers.findLast((power) => magnitude(number) >= power && power <= most) ?? 0;
}
