import { isChinese, type LanguageTag } from '../../base/language.ts';
import { chineseNumerals } from './chinese.ts';
import { englishNumerals } from './english.ts';
import { romanNumeral } from './roman.ts';

/** A number as a text writes it: in digits or in words. */
export interface Numeral {
  /** Offset in the text, in UTF-16 code units. */
  at: number;
  text: string;
}

/** How a language writes numbers. */
export interface NumeralScript {
  /** Finds every number, longest first at each place. */
  pattern: RegExp;
  /** It looks for small letters, in a text made so: a pattern that passes over the case takes five times as long to compile. */
  isSmall?: true;
  /** False for a match that is no number after all, such as the pronoun “one”. `after` is what the pattern goes on in. */
  isNumber(match: string, before: string, after: string): boolean;
}

/** Every number in a text: digits in any language, number words in Chinese and English. */
export function numeralsIn(text: string, language: LanguageTag): Numeral[] {
  const { pattern, isSmall, isNumber } = scriptOf(language);
  const searched = isSmall ? small(text) : text;
  const found: Numeral[] = [];
  for (const { 0: matched, index } of searched.matchAll(pattern)) {
    const end = index + matched.length;
    const match = text.slice(index, end);
    if (isNumber(match, text.slice(0, index), searched.slice(end))) found.push({ at: index, text: match.trim() });
  }
  return found;
}

/** Basic Latin, and the two signs that patterns take for it, in small letters; every character stays at its place. */
export function small(text: string): string {
  return text.replace(/[A-Z\u017F\u212A]+/g, (letters) => letters.toUpperCase().toLowerCase());
}

/** Source of a regular expression for a number of the language in small letters, for patterns that leave its value open. */
export function anyNumeral(language: LanguageTag): string {
  return scriptOf(language).pattern.source.replace(romanNumeral, romanNumeral.toLowerCase());
}

function scriptOf(language: LanguageTag): NumeralScript {
  if (isChinese(language)) return chineseNumerals;
  return language === 'en' || language.startsWith('en-') ? englishNumerals : digitsOnly;
}

const digitsOnly: NumeralScript = {
  pattern: /\p{Nd}+(?:[.,\u00A0\u202F’']\p{Nd}+)*|[\u00BC-\u00BE\u2150-\u215E]/gu,
  isNumber: () => true,
};
