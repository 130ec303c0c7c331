import type { LanguageTag } from '../base/language.ts';
import type { Fact } from '../model/data.ts';
import { wordChange } from './change.ts';
import { type FactWords, wordFact } from './fact.ts';
import { knownWords } from './known-words.ts';
import { fill, lexiconFor, type Vocabulary } from './lexicon.ts';
import { wordPeriod } from './period.ts';
import { powerInColumn, type Wording, wordQuantity, wordRange } from './quantity.ts';
import { wordRank } from './rank.ts';

/** Turns data into words of one language; prose, tables, axes, labels and tooltips all use it. */
export interface Words {
  language: LanguageTag;
  /** A number in base units: `124.5万人`, `25.15 billion yuan`, `46%`. The unit must be of the vocabulary. */
  value(value: number, wording: Wording): string;
  /** The `most` that numbers of one unit share where they stand under each other: `37458亿元` over `17339.8亿元`. */
  powerInColumn(values: readonly number[], unit: string): number | undefined;
  /** Two numbers of one unit: `3000—3500人`, `3,000–3,500`. */
  range(from: number, to: number, wording: Wording): string;
  /** A fact's number with qualifier or range: `超过9800人`; the label of a claim without a number. */
  fact(fact: Fact, wording?: FactWords): string;
  /** A growth, change or reached share, with its direction and comparison: `同比增长46%`, `down 4.6% year on year`. */
  change(fact: Fact, wording?: FactWords): string;
  /** A rank among its field: `居全国第二位`, `second in China`. */
  rank(fact: Fact): string;
  /** `2023年`, `Q1 2024`, `6 February 2024`, `2013—2023年`. */
  period(period: string): string;
  /** `济南、青岛和烟台`, `Jinan, Qingdao and Yantai`. */
  list(items: readonly string[]): string;
  /** A message with its `{name}` places filled; the key itself when the language lacks it (a check has said so before). */
  message(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Name of a unit, for titles of axes: `人`, `people`. */
  unit(id: string): string;
}

/** The words of one language, made of the theme's messages and the units; the same for the same ones. */
export function wordsFor(language: LanguageTag, vocabulary: Vocabulary): Words {
  const { messages, units } = vocabulary;
  const ofMessages = made.get(messages) ?? new Map<LanguageTag, Made>();
  made.set(messages, ofMessages);
  const before = ofMessages.get(language);
  if (before?.units === units) return before.words;
  const words = makeWords(language, vocabulary);
  ofMessages.set(language, { units, words });
  return words;
}

interface Made {
  units: Vocabulary['units'];
  words: Words;
}

/** Intl's formatters cost more than a chart's labels. */
const made = new WeakMap<Vocabulary['messages'], Map<LanguageTag, Made>>();

function makeWords(language: LanguageTag, vocabulary: Vocabulary): Words {
  const known = knownWords(language, vocabulary);
  const lexicon = lexiconFor(language, vocabulary);
  // British English, as the rest of the theme is: no comma before “and”.
  const listFormat = new Intl.ListFormat(language === 'en' ? 'en-GB' : language, { type: 'conjunction' });
  return {
    language,
    value: (value, wording) => known.value(value, wording, () => wordQuantity(value, wording, lexicon)),
    powerInColumn: (values, unit) => powerInColumn(values, unit, lexicon),
    range: (from, to, wording) => wordRange(from, to, wording, lexicon),
    fact: (fact, wording = {}) => wordFact(fact, wording, lexicon),
    change: (fact, wording = {}) => wordChange(fact, wording, lexicon),
    rank: (fact) => wordRank(fact, lexicon),
    period: (period) => known.period(period, () => wordPeriod(period, lexicon)),
    list: (items) => listFormat.format(items),
    message: (key, values = {}) => fill(lexicon.message(key) ?? key, values),
    unit: (id) => lexicon.pick<string>(lexicon.unit(id).title) ?? id,
  };
}
