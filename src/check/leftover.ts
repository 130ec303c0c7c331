import { isChinese, type LanguageTag } from '../base/language.ts';

/** A sentence in another language than its text. */
export interface Leftover {
  language: 'Chinese' | 'English';
  at: number;
  text: string;
}

/** The first sentence that was left untranslated. Names and quotations of a few words are none. */
export function leftoverIn(text: string, language: LanguageTag): Leftover | undefined {
  if (!isChinese(language)) {
    const [run] = /\p{Script=Han}[\p{Script=Han}，。、；：！？“”（）\d]{7,}/u.exec(text) ?? [];
    // Japanese is written with the same characters, and with its own.
    const isJapanese = language === 'ja' || language.startsWith('ja-');
    return run === undefined || isJapanese ? undefined : { language: 'Chinese', at: text.indexOf(run), text: run };
  }
  for (const { 0: run, index } of text.matchAll(latinRun)) {
    const words = run.split(/,? /).filter((word) => word !== '');
    // Titles and names are capitalised, sentences are not.
    if (words.length >= 5 && words.filter((word) => /^\p{Ll}/u.test(word)).length * 2 > words.length)
      return { language: 'English', at: index, text: run.trimEnd().replace(/,$/, '') };
  }
  return undefined;
}

/** Words with single spaces between them. A count of words in the pattern would read a long one from each of its letters. */
const latinRun = /\p{Script=Latin}(?:[\p{Script=Latin}’'-]|,? (?=\p{Script=Latin}))*/gu;
