import type { NumeralScript } from './numeral.ts';
import { isRomanNumeral, romanNumeral } from './roman.ts';

const cardinals =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety';
const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth millionth billionth';
const decades =
  'twenties thirties forties fifties sixties seventies eighties nineties decade decades fortnight fortnights';
const scales = 'hundred thousand million billion trillion dozen';
const parts = 'half halves quarter quarters thirds fourths fifths sixths sevenths eighths ninths tenths hundredths';
const multiples =
  'twice thrice double doubles doubled doubling triple triples tripled tripling treble trebles trebled quadruple quadrupled quintuple quintupled sextupled halve halved halving';
const choice = (words: string) => words.replaceAll(' ', '|');
const fold = `(?:${choice(cardinals)}|${choice(scales)})-?fold`;
const word = `(?:${fold}|${choice(cardinals)}|${choice(ordinals)}|${choice(decades)}|(?:${choice(scales)})s?|${choice(parts)}|${choice(multiples)})`;
const digits = '\\p{Nd}+(?:[.,]\\p{Nd}+)*';

/** What follows a “one” that measures. */
const measured = new RegExp(`^ (?:in|out of) (?:${word}|\\p{Nd})|^ per ?cent|^ percentage point`, 'u');

/**
 * English: digits, and words such as twelve, twenty-one, a third, two-thirds, dozens, half, twice, second, a decade. A lone
 * “one” is mostly a pronoun, so it counts only where it measures or numbers: one in five, one per cent, number one; a
 * “quarter” without “a” or a number before it is a part of the year.
 */
export const englishNumerals: NumeralScript = {
  pattern: new RegExp(
    `${digits}(?:(?:st|nd|rd|th)\\b|[ \\u00A0]?(?:${choice(scales)})s?\\b|[%‰])?|[¼-¾⅐-⅞Ⅰ-ⅿ]|${romanNumeral.toLowerCase()}|\\b(?:an? )?${word}(?:(?:-| | and )${word})*\\b`,
    'gu',
  ),
  isSmall: true,
  isNumber: (match, before, after) => {
    const lower = match.toLowerCase().replace(/^a (?=one$)/, '');
    if (lower === 'quarter' || lower === 'quarters') return false;
    if (/^[ivx]+$/.test(lower)) return isRomanNumeral(match);
    return lower !== 'one' || measured.test(after) || /\b(?:number|no\.) $/i.test(before);
  },
};
