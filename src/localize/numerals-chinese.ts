import { type Decimal, digitsOf, shift } from './decimal.ts';
import type { Numerals } from './numerals.ts';

/** Simplified Chinese: 万 from ten thousand, 亿, 万亿; digits ungrouped; Chinese numerals for ranks (GB/T 15835). */
export const chineseNumerals: Numerals = {
  powers: [4, 8, 12],
  exactDecimals: 4,
  // 10122.97万人, as official statistics write what 亿 would need six decimals for.
  lowerPower: { 8: 4, 12: 8 },
  plain: digitsOf,
  scaled: (number: Decimal, power: number) => digitsOf(shift(number, -power)) + scaleWords[power],
  ordinal: chineseNumeral,
  cardinal: (count) => (count === 2 ? '两' : count <= 10 ? chineseNumeral(count) : String(count)),
  sharesScale: false,
};

const scaleWords: Record<number, string> = { 4: '万', 8: '亿', 12: '万亿' };
const numerals = [...'零一二三四五六七八九'];

/** Whole numbers below 100 in Chinese numerals, larger ones in digits: 二, 十三, 二十. */
export function chineseNumeral(count: number): string {
  if (!Number.isInteger(count) || count < 0 || count >= 100) return String(count);
  if (count < 10) return numerals[count] ?? '';
  const tens = Math.floor(count / 10);
  const ones = count % 10;
  return `${tens === 1 ? '' : numerals[tens]}十${ones === 0 ? '' : numerals[ones]}`;
}
