import type { Fact, Qualifier } from '../model/data.ts';
import { fill, type Lexicon } from './lexicon.ts';
import { type Wording, wordQuantity, wordRange } from './quantity.ts';

/** How a fact is to be worded; its unit is its own. */
export interface FactWords extends Omit<Wording, 'unit'> {
  /** Leave the qualifier away. */
  unqualified?: boolean;
}

/**
 * A fact's number with unit, qualifier and range: `超过9800人`, `at least 3,000`, `3000—3500人`. A claim without a number
 * gives its label.
 */
export function wordFact(fact: Fact, wording: FactWords, lexicon: Lexicon): string {
  if (fact.value === null) return lexicon.pick<string>(fact.label) ?? '';
  const unit = { ...wording, unit: fact.unit };
  const number =
    fact.upper === undefined
      ? wordQuantity(fact.value, unit, lexicon)
      : wordRange(fact.value, fact.upper, unit, lexicon);
  return qualified(number, fact, wording, lexicon);
}

/** Puts `超过`, `at least` … at a number in words. */
export function qualified(number: string, fact: Fact, wording: FactWords, lexicon: Lexicon): string {
  if (fact.qualifier === undefined || wording.unqualified) return number;
  return fill(lexicon.message(`number.${fact.qualifier}`) ?? signs[fact.qualifier], { n: number });
}

/** For languages whose messages lack the words. */
const signs: Record<Qualifier, string> = {
  'more-than': '> {n}',
  'at-least': '≥ {n}',
  about: '≈ {n}',
  'at-most': '≤ {n}',
  'less-than': '< {n}',
};
