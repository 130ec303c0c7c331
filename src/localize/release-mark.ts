import type { LanguageTag } from '../base/language.ts';
import type { ReleaseMark, WordedMark } from '../model/release.ts';
import type { Vocabulary } from './lexicon.ts';
import { type Words, wordsFor } from './words.ts';

/** The mark of a draft or an embargo in the words of each language. */
export function wordMark(mark: ReleaseMark, languages: LanguageTag[], vocabulary: Vocabulary): WordedMark[] {
  return languages.map((language) => {
    const words = wordsFor(language, vocabulary);
    const embargo = mark.until === undefined ? undefined : embargoWords(mark.until, words);
    if (mark.type === 'embargo') return { language, word: words.message('release.embargo'), text: embargo ?? '' };
    const draft = words.message('release.draft-text');
    const text = embargo === undefined ? draft : words.message('release.draft-embargoed', { draft, embargo });
    return { language, word: words.message('release.draft'), text };
  });
}

function embargoWords(until: string, words: Words): string {
  const [, date = '', time = ''] = /^(.{10})T(\d{2}:\d{2})/.exec(until) ?? [];
  return words.message('release.embargo-text', { date: words.period(date), time, zone: zoneOf(until) });
}

/** `UTC+8`, `UTC+5:30`, `UTC`. */
function zoneOf(moment: string): string {
  const [, sign = '', hours = '0', minutes = '00'] = /([+-])(\d{2}):(\d{2})$/.exec(moment) ?? [];
  if (Number(hours) === 0 && minutes === '00') return 'UTC';
  return `UTC${sign === '-' ? '−' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}
