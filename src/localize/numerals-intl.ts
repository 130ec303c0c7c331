import type { LanguageTag } from '../base/language.ts';
import { type Decimal, digitsOf } from './decimal.ts';
import type { Numerals } from './numerals.ts';

/** Any language as `Intl` writes it (CLDR): its large-number words from ten thousand on, its digits and separators. */
export function intlNumerals(language: LanguageTag): Numerals {
  const plain = new Intl.NumberFormat(language, everyDigit);
  const compact = new Intl.NumberFormat(language, { ...inWords, ...everyDigit });
  const powers = powersOf(language);
  return {
    powers,
    exactDecimals: powers[0] === 4 ? 4 : 3,
    lowerPower: {},
    plain: (number, least = 0) => {
      const padded =
        least > 0 ? new Intl.NumberFormat(language, { ...everyDigit, minimumFractionDigits: least }) : plain;
      return padded.format(exact(number));
    },
    scaled: (number) => compact.format(exact(number)),
    ordinal: (rank) => plain.format(rank),
    cardinal: (count) => plain.format(count),
    sharesScale: false,
  };
}

const everyDigit = { maximumFractionDigits: 20 };
const inWords = { notation: 'compact', compactDisplay: 'long' } as const;

/** Digits as a string reach `Intl` without passing through a double. */
function exact(number: Decimal): Intl.StringNumericLiteral {
  return digitsOf(number) as Intl.StringNumericLiteral;
}

/** Powers of ten that the language has a word for: 6, 9, 12 in French, 4, 8, 12 in Japanese. Thousands stay digits. */
function powersOf(language: LanguageTag): number[] {
  const compact = new Intl.NumberFormat(`${new Intl.Locale(language, { numberingSystem: 'latn' })}`, inWords);
  const powers = new Set<number>();
  for (let size = 4; size <= 15; size++) {
    const parts = compact.formatToParts(10 ** size);
    const integer = parts.find((part) => part.type === 'integer')?.value ?? '';
    const power = size + 1 - integer.length;
    if (power >= 4 && parts.some((part) => part.type === 'compact')) powers.add(power);
  }
  return [...powers];
}
