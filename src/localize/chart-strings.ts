import { isChinese, type LanguageTag } from '../base/language.ts';
import { isObject, type Spec } from '../model/spec.ts';

/** How several languages share a place: one under the other, side by side, or as one expression that gives either. */
type Manner = 'lines' | 'joined' | 'expression';

/** Keys whose strings Vega evaluates. */
const expressionKeys = new Set(['calculate', 'filter', 'test', 'expr', 'labelExpr', 'signal', 'update', 'init']);
/** Keys of encoding channels and marks whose text stands in the drawing and may take several lines. */
const lineKeys = new Set(['text', 'subtitle']);

/**
 * Puts words in place of every localised object (`{zh-Hans: …, en: …}`) of a specification. With several languages
 * titles and text marks get an array of lines, everything else one string: `济南 Jinan`.
 */
export function localizeStrings(spec: Spec, languages: readonly LanguageTag[]): Spec {
  return walk(spec, languages, []) as Spec;
}

/** The text in each language, the repeated ones once: `['济南', 'Jinan']`, `['2023']`. */
export function textsOf(text: unknown, languages: readonly LanguageTag[]): string[] {
  if (typeof text === 'string') return [text];
  if (!isObject(text)) return [];
  const found = languages.map((language) => byLanguage(text, language)).filter((entry) => typeof entry === 'string');
  const texts =
    found.length > 0
      ? found
      : Object.values(text)
          .filter((entry) => typeof entry === 'string')
          .slice(0, 1);
  return [...new Set(texts)];
}

/** Several languages on one line: `济南 Jinan`, `Lisbonne / Lisbon`. */
export function joinTexts(texts: readonly string[], languages: readonly LanguageTag[]): string {
  return texts.join(separator(languages));
}

/** A space between Chinese and another script, else a slash. */
export function separator(languages: readonly LanguageTag[]): string {
  return languages.length === 2 && languages.filter(isChinese).length === 1 ? ' ' : ' / ';
}

/** True for an object with one string (or list of lines) per language, one of them asked for or its close relative. */
export function isLocalizedFor(value: unknown, languages: readonly LanguageTag[]): value is Spec {
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(([key, text]) => languageTag.test(key) && (typeof text === 'string' || isLines(text))) &&
    (languages.some((language) => byLanguage(value, language) !== undefined) ||
      entries.some(([key]) => key.includes('-')))
  );
}

const languageTag = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;

function walk(value: unknown, languages: readonly LanguageTag[], path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((entry) => walk(entry, languages, path));
  if (isLocalizedFor(value, languages)) return worded(value, languages, manner(path));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, walk(child, languages, [...path, key])]));
}

function manner(path: readonly string[]): Manner {
  const [parent = '', key = ''] = path.slice(-2);
  if (expressionKeys.has(path.at(-1) ?? '')) return 'expression';
  if (path.includes('values')) return 'joined';
  if (lineKeys.has(key) || (parent === 'text' && (key === 'value' || key === 'datum'))) return 'lines';
  return 'joined';
}

function worded(texts: Spec, languages: readonly LanguageTag[], manner: Manner): unknown {
  const found = languages.map((language) => byLanguage(texts, language)).filter((text) => text !== undefined);
  const given = found.length > 0 ? found : Object.values(texts).slice(0, 1);
  const lines = [...new Map(given.map((text) => [JSON.stringify(text), text])).values()].flat() as string[];
  if (lines.length === 1) return lines[0];
  if (manner === 'lines') return lines;
  if (manner === 'joined') return joinTexts(lines, languages);
  const between = JSON.stringify(separator(languages));
  return lines.map((expression) => `(${expression})`).join(` + ${between} + `);
}

function byLanguage(texts: Spec, language: LanguageTag): unknown {
  for (let tag = language; tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    if (Object.hasOwn(texts, tag)) return texts[tag];
  }
  return undefined;
}

function isLines(value: unknown): boolean {
  return Array.isArray(value) && value.every((line) => typeof line === 'string');
}
