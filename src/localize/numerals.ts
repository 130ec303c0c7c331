import type { LanguageTag } from '../base/language.ts';
import type { Decimal } from './decimal.ts';
import { chineseNumerals } from './numerals-chinese.ts';
import { englishNumerals } from './numerals-english.ts';
import { intlNumerals } from './numerals-intl.ts';

/** How a language writes numbers without sign or unit. */
export interface Numerals {
  /** Powers of ten that have a word for large numbers, smallest first: 4, 8, 12 for 万, 亿, 万亿. */
  powers: readonly number[];
  /** Beside such a word, digits after the point at most when nothing may be rounded. */
  exactDecimals: number;
  /** Power to try when the number would need too many digits after the point: 92068.73亿 for 9.206873万亿. */
  lowerPower: Readonly<Record<number, number>>;
  /** Digits alone, `least` of them after the point at least: `3000`, `3,000`, `17.00`. */
  plain(number: Decimal, least?: number): string;
  /** With the word of a power: `124.5万`, `1.245 million`. */
  scaled(number: Decimal, power: number): string;
  /** Ordinals from 1: `二` as in 第二, `second`, `13th`. */
  ordinal(rank: number): string;
  /** Small whole numbers spelt out: `三`, `three`; digits from 11 on. */
  cardinal(count: number): string;
  /** Whether the second number of a range may speak for the first: `1.2–1.5 million`, but `9亿—16亿`. */
  sharesScale: boolean;
}

/** Own rules for simplified Chinese and English, the rest as `Intl` has it. */
export function numeralsFor(language: LanguageTag): Numerals {
  const { language: tongue, script } = new Intl.Locale(language).maximize();
  if (tongue === 'zh' && script === 'Hans') return chineseNumerals;
  if (tongue === 'en') return englishNumerals;
  return intlNumerals(language);
}
