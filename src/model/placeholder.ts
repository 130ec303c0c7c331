import { type LanguageTag, type Localized, pick } from '../base/language.ts';
import { type ChosenParameter, partOf, partsOf } from './parameter.ts';

/** The parameters that texts may name. */
export type Chosen = ReadonlyMap<string, ChosenParameter>;

/** Told about a placeholder that names nothing, with the names that it could have meant. */
export type OnUnknown = (written: string, known: string[]) => void;

/** True for a text that names a parameter: `{{city}}`, `{{city.label}}`. */
export function hasPlaceholder(text: string): boolean {
  return text.includes('{{') && pattern.test(text);
}

/** `profile-{{city}}` → `profile-370200`; with a language, `{{city.label}}` → 青岛市. */
export function fillPlaceholders(
  text: string,
  language: LanguageTag | undefined,
  chosen: Chosen,
  unknown: OnUnknown,
): string {
  if (!text.includes('{{')) return text;
  return text.replace(everyPattern, (written, name: string, part: string | undefined) => {
    const parameter = chosen.get(name);
    const value = parameter && partOf(parameter, part);
    const worded = typeof value === 'object' && value !== null ? language && pick(value, language) : value;
    if (worded !== undefined && worded !== null) return String(worded);
    unknown(written, parameter ? partsOf(parameter).map((each) => `${name}.${each}`) : [...chosen.keys()]);
    return written;
  });
}

/** The same for a text that may differ by language: one that names what differs by language becomes one per language. */
export function fillLocalized(
  text: Localized,
  languages: readonly LanguageTag[],
  chosen: Chosen,
  unknown: OnUnknown,
): Localized {
  if (typeof text === 'string') {
    if (!hasPlaceholder(text)) return text;
    const filled = languages.map((language) => fillPlaceholders(text, language, chosen, unknown));
    if (new Set(filled).size === 1) return filled[0] ?? text;
    return Object.fromEntries(languages.map((language, index) => [language, filled[index] ?? text]));
  }
  if (!Object.values(text).some(hasPlaceholder)) return text;
  return Object.fromEntries(
    Object.entries(text).map(([language, words]) => [language, fillPlaceholders(words, language, chosen, unknown)]),
  );
}

const source = '\\{\\{\\s*([a-z][A-Za-z0-9_]*)(?:\\.([A-Za-z_][\\w-]*))?\\s*\\}\\}';
const pattern = new RegExp(source);
const everyPattern = new RegExp(source, 'g');
