import type { LanguageTag } from '../base/language.ts';
import type { ReleaseMark, WordedMark } from '../model/release.ts';
import type { Vocabulary } from './lexicon.ts';
import { type Words, wordsFor } from './words.ts';

/** The mark of a draft or an embargo in the words of each language. */
export function wordMark(mark: ReleaseMark, languages: LanguageTag[], vocabulary: Vocabulary): WordedMark[] {
  return languages.map((language) => {
    const words = wordsFor(language, vocabulary);
    if (mark.type === 'embargo')
      return { language, word: words.message('release.embargo'), text: embargoWords(mark.until, words) };
    return { language, word: words.message('release.draft'), text: draftWords(mark.until, words) };
  });
}

function draftWords(until: string | undefined, words: Words): string {
  const draft = words.message('release.draft-text');
  if (until === undefined) return draft;
  return words.message('release.draft-embargoed', { draft, embargo: embargoWords(until, words) });
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
