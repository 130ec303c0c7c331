import type { Unit } from '../model/data.ts';
import { type Decimal, decimalOf, digitsOf, shift, withEnd } from './decimal.ts';
import { fill, type Lexicon } from './lexicon.ts';
import { commonPower, type WordedNumber, wordNumber } from './number.ts';

/** How a number of a unit is to be worded. */
export interface Wording {
  /** Id of a unit. */
  unit: string;
  /** Digits after the point at most, in the unit that is printed; nothing is rounded when absent. */
  decimals?: number;
  /** Digits after the point at least, where no word for large numbers stands behind them: those of a column. */
  least?: number;
  /** The largest power of ten whose word may stand behind the digits. */
  most?: number;
  /** Leave the unit's word away. */
  bare?: boolean;
  /** Spell the noun out: `126 people`. */
  long?: boolean;
  /** Write every digit, without words for large numbers. */
  exact?: boolean;
}

/** A number with its unit: `124.5万人`, `25.15 billion yuan`, `46%`, `−0.2个百分点`, `第二位`. */
export function wordQuantity(value: number, wording: Wording, lexicon: Lexicon): string {
  const { number, text } = wordSize(value, wording, lexicon);
  return value < 0 && number.coefficient !== 0n
    ? fill(lexicon.message('number.negative') ?? '−{n}', { n: text })
    : text;
}

/** The power that `most` is for numbers that stand under each other; undefined where each may have its own. */
export function powerInColumn(values: readonly number[], unit: string, lexicon: Lexicon): number | undefined {
  if (lexicon.unit(unit).scale !== 'compact') return undefined;
  return commonPower(
    values.map((value) => withEnd(decimalOf(value))),
    lexicon.numerals,
  );
}

/**
 * Two numbers of one unit: `3000—3500人`, `1.2–1.5 million`, `15%—30%`. Where a dash would be misread stands a word: below
 * zero, and for `900,000 to 1.2 million`.
 */
export function wordRange(from: number, to: number, wording: Wording, lexicon: Lexicon): string {
  const low = wordSize(from, { ...wording, long: false }, lexicon);
  const high = wordSize(to, wording, lexicon);
  if (from < 0 || to < 0 || (lexicon.numerals.sharesScale && low.power !== high.power)) {
    const pattern = lexicon.message('number.range-words') ?? '{from} … {to}';
    return fill(pattern, { from: wordQuantity(from, wording, lexicon), to: wordQuantity(to, wording, lexicon) });
  }
  return fill(lexicon.message('number.range') ?? '{from}–{to}', {
    from: rangeStart(low, high, wording, lexicon),
    to: high.text,
  });
}

/**
 * The first number of a range leaves away what the second says as well. Chinese repeats 万, 亿 and % (GB/T 15835:
 * 9亿—16亿, 15%—30%); a number of another power keeps its unit.
 */
function rangeStart(low: Sized, high: Sized, wording: Wording, lexicon: Lexicon): string {
  const { numerals } = lexicon;
  if (low.power !== high.power) return low.text;
  if (numerals.sharesScale) return low.digits;
  return lexicon.unit(wording.unit).scale === 'percent' ? low.text : low.bare;
}

interface Sized extends WordedNumber {
  /** Without the unit's word. */
  bare: string;
}

/** The size of a value, without sign, with its unit. */
function wordSize(value: number, wording: Wording, lexicon: Lexicon): Sized {
  const unit = lexicon.unit(wording.unit);
  const worded = wordScaled(decimalOf(value), unit, wording, lexicon);
  const pattern = wording.bare ? '{n}' : patternOf(unit, worded, wording, lexicon);
  const count = Number(digitsOf(worded.number));
  return {
    ...worded,
    bare: worded.text,
    text: fill(pattern, { n: worded.text, word: inWords(count, worded, lexicon) }),
  };
}

function wordScaled(
  number: Decimal,
  unit: Unit,
  { decimals, least = 0, most, exact }: Wording,
  { numerals }: Lexicon,
): WordedNumber {
  const compact = unit.scale === 'compact' && !exact;
  const how = { compact, least, ...(most !== undefined && { most }), ...(decimals !== undefined && { decimals }) };
  // What a formula divided has no end of its own.
  const kept = (given: Decimal) => (decimals === undefined && !exact ? withEnd(given) : given);
  switch (unit.scale) {
    case 'compact':
    case 'plain':
      return wordNumber(kept(number), how, numerals);
    case 'percent':
    case 'percentage-point':
      return wordNumber(kept(shift(number, 2)), how, numerals);
    case 'ordinal':
    case 'rank': {
      const worded = wordNumber(number, how, numerals);
      const rank = Number(digitsOf(worded.number));
      const text = Number.isInteger(rank) && rank > 0 ? numerals.ordinal(rank) : worded.text;
      return { ...worded, text, digits: text };
    }
  }
}

/** `{n}人`. Percentage points have no sign, so they are spelt out wherever they can be. */
function patternOf(unit: Unit, { number, power }: WordedNumber, { long, least }: Wording, lexicon: Lexicon): string {
  const spelt = long || unit.scale === 'percentage-point' ? lexicon.pick<PluralForms>(unit.long) : undefined;
  if (typeof spelt === 'string') return spelt;
  if (spelt) return spelt[lexicon.plural(Number(digitsOf(number)), power === 0 ? least : 0)] ?? spelt.other ?? '{n}';
  return lexicon.pick<string>(unit.pattern) ?? (unit.scale === 'percent' ? percentPattern(lexicon) : '{n}');
}

type PluralForms = string | { readonly [category: string]: string };

/** `{n} %` as CLDR sets it for the language. */
function percentPattern({ language }: Lexicon): string {
  const parts = new Intl.NumberFormat(language, { style: 'percent' }).formatToParts(0);
  return parts.map((part) => (part.type === 'integer' ? '{n}' : part.value)).join('');
}

function inWords(count: number, worded: WordedNumber, { numerals }: Lexicon): string {
  return Number.isInteger(count) && count <= 10 ? numerals.cardinal(count) : worded.text;
}
