import { isLanguageTag, type LanguageTag, type Localized } from '../base/language.ts';

/**
 * Every localised text inside a value, with its path: objects whose keys are language tags, one of them at least a
 * language of the briefing (`{as: …}` and `{or: …}` of a chart are language tags too, and are not meant as such).
 */
export function* localizedTexts(
  value: unknown,
  languages: readonly LanguageTag[],
  path: (string | number)[] = [],
): Generator<{ text: Localized; path: (string | number)[] }> {
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value);
  const isText =
    !Array.isArray(value) &&
    entries.some(([key]) => languages.includes(key)) &&
    entries.every(([key, text]) => isLanguageTag(key) && typeof text === 'string');
  if (isText) return yield { text: value as Localized, path };
  for (const [key, part] of entries)
    yield* localizedTexts(part, languages, [...path, Array.isArray(value) ? Number(key) : key]);
}
