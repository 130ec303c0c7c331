import { type Decimal, digitsOf, shift } from './decimal.ts';
import type { Numerals } from './numerals.ts';

/** English: million, billion, trillion (short scale); digits in groups of three; ordinals in words up to tenth. */
export const englishNumerals: Numerals = {
  powers: [6, 9, 12],
  exactDecimals: 3,
  lowerPower: { 12: 9 },
  plain: grouped,
  scaled: (number: Decimal, power: number) => `${grouped(shift(number, -power))} ${scaleWords[power]}`,
  ordinal: (rank) => ordinalWords[rank - 1] ?? `${rank}${ordinalEndings[ordinalRules.select(rank)]}`,
  cardinal: (count) => cardinalWords[count] ?? String(count),
  sharesScale: true,
};

function grouped(number: Decimal, least?: number): string {
  const [whole = '', fraction] = digitsOf(number, least).split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

const scaleWords: Record<number, string> = { 6: 'million', 9: 'billion', 12: 'trillion' };

const ordinalWords = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const ordinalRules = new Intl.PluralRules('en', { type: 'ordinal' });
const ordinalEndings: Record<Intl.LDMLPluralRule, string> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
  other: 'th',
  zero: 'th',
  many: 'th',
};

const cardinalWords = 'zero one two three four five six seven eight nine ten'.split(' ');
