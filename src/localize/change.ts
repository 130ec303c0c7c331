import type { Fact } from '../model/data.ts';
import { decimalOf, round } from './decimal.ts';
import { type FactWords, qualified } from './fact.ts';
import { fill, type Lexicon } from './lexicon.ts';
import { wordQuantity, wordRange } from './quantity.ts';

/**
 * A growth or change in words, the direction taken from the datum: `同比增长46%`, `down 4.6% year on year`; a share of a
 * target: `完成年度目标的113.2%`. What rounds to zero did not change. A fact without a number gives its label.
 */
export function wordChange(fact: Fact, wording: FactWords, lexicon: Lexicon): string {
  if (fact.value === null) return lexicon.pick<string>(fact.label) ?? '';
  const size = qualified(wordSizes(fact.value, fact, wording, lexicon), fact, wording, lexicon);
  if (fact.comparison === 'on-target') return fill(lexicon.message('number.completion') ?? '{n}', { n: size });
  const direction = directionOf(fact, wording, lexicon);
  return fill(patternFor(fact, direction, lexicon), { n: size });
}

type Direction = 'up' | 'down' | 'flat';

function wordSizes(value: number, fact: Fact, wording: FactWords, lexicon: Lexicon): string {
  const unit = { ...wording, unit: fact.unit };
  if (fact.upper === undefined) return wordQuantity(Math.abs(value), unit, lexicon);
  const [low, high] = [Math.abs(value), Math.abs(fact.upper)].sort((a, b) => a - b) as [number, number];
  return wordRange(low, high, unit, lexicon);
}

function directionOf(fact: Fact, { decimals }: FactWords, lexicon: Lexicon): Direction {
  const value = fact.value ?? 0;
  const { scale } = lexicon.unit(fact.unit);
  const places = scale === 'percent' || scale === 'percentage-point' ? 2 : 0;
  const size = decimals === undefined ? decimalOf(value) : round(decimalOf(value), decimals + places);
  if (size.coefficient === 0n) return 'flat';
  return value < 0 ? 'down' : 'up';
}

/** The message with the comparison, else the one without, else a sign that any language reads. */
function patternFor(fact: Fact, direction: Direction, lexicon: Lexicon): string {
  const key = `number.${subjectOf(fact, lexicon)}-${direction}`;
  const { comparison } = fact;
  const compared = comparison === undefined ? undefined : lexicon.message(`${key}-${comparison}`);
  return compared ?? lexicon.message(key) ?? { up: '+{n}', down: '−{n}', flat: '{n}' }[direction];
}

/** Chinese tells growth (增长), a rate's change (提高) and a count's change (增加) apart. */
function subjectOf({ kind, unit }: Fact, lexicon: Lexicon): 'growth' | 'change' | 'count' {
  if (kind !== 'change') return 'growth';
  const { scale } = lexicon.unit(unit);
  return scale === 'compact' || scale === 'plain' ? 'count' : 'change';
}
