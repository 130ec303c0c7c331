import type { LanguageTag } from '../base/language.ts';
import { wordingOf } from '../model/wording.ts';
import type { Vocabulary } from './lexicon.ts';
import type { Wording } from './quantity.ts';

/** Words of numbers and periods that were found before; the same ones stand in tables, charts and notes. */
export interface KnownWords {
  value(value: number, wording: Wording, find: () => string): string;
  period(period: string, find: () => string): string;
}

/** What a language says with these units and messages. The briefings of a batch share it, whatever else they say. */
export function knownWords(language: LanguageTag, { units, messages }: Vocabulary): KnownWords {
  const key = JSON.stringify([language, units, wordingOf(messages)]);
  const before = kept.get(key) ?? openWords();
  kept.delete(key);
  kept.set(key, before);
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  return before;
}

function openWords(): KnownWords {
  const [values, periods] = [remembered(), remembered()];
  return {
    value: (value, { unit, decimals = '', least = 0, most = '', bare = false, long = false, exact = false }, find) =>
      values(`${value} ${unit} ${decimals} ${least} ${most} ${bare} ${long} ${exact}`, find),
    period: (period, find) => periods(period, find),
  };
}

function remembered() {
  const known = new Map<string, string>();
  return (key: string, find: () => string): string => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = find();
    if (known.size >= mostWords) known.clear();
    known.set(key, found);
    return found;
  };
}

const kept = new Map<string, KnownWords>();

/** A few languages of a few vocabularies. */
const most = 8;
const mostWords = 20_000;
