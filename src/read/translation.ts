import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { type LanguageTag, type Localized, pick } from '../base/language.ts';
import { localizedTexts } from '../model/localized-texts.ts';
import type { LocatedKeys } from './located.ts';

/** Reports `translation-missing` for every localised text in a file. A `shortTitle` may lack a language whose title is short. */
export function checkAllTranslations(
  { value, keyAt }: LocatedKeys,
  languages: readonly LanguageTag[],
  diagnostics: Diagnostics,
): void {
  for (const { text, path } of localizedTexts(value, languages)) {
    const key = path.findLast((part) => typeof part === 'string');
    if (key !== 'shortTitle')
      checkTranslations(text, key === undefined ? 'the text' : `"${key}"`, languages, () => keyAt(path), diagnostics);
  }
}

/** Reports `translation-missing` with the languages of the briefing that a localised text lacks. */
export function checkTranslations(
  text: Localized | undefined,
  what: string,
  languages: readonly LanguageTag[],
  place: () => Place,
  diagnostics: Diagnostics,
): void {
  if (text === undefined || typeof text === 'string') return;
  const missing = languages.filter((language) => pick(text, language) === undefined);
  if (missing.length > 0) diagnostics.error('translation-missing', `${what} has no ${missing.join(', ')}`, place());
}
