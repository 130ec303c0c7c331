import type { Fact } from '../model/data.ts';
import { fill, type Lexicon } from './lexicon.ts';

/**
 * A rank with its field: `居全国第二位`, `second in China`, from the message `number.rank-<scope>`. A rank without a number
 * is worded by the message of its scope (`record`: a record high), else by its label.
 */
export function wordRank(fact: Fact, lexicon: Lexicon): string {
  if (fact.value === null) {
    const claim = fact.scope === undefined ? undefined : lexicon.message(`number.${fact.scope}`);
    return claim ?? lexicon.pick<string>(fact.label) ?? '';
  }
  const scoped = fact.scope === undefined ? undefined : lexicon.message(`number.rank-${fact.scope}`);
  return fill(scoped ?? lexicon.message('number.rank') ?? '{n}', { n: lexicon.numerals.ordinal(fact.value) });
}
