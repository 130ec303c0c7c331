import type { LanguageTag } from '../base/language.ts';
import type { CodeList, Fact, Qualifier } from '../model/data.ts';
import { isObject } from '../model/spec.ts';
import { separator } from './chart-strings.ts';
import { type DatumFormat, formatDatum } from './format-type.ts';
import type { Vocabulary } from './lexicon.ts';
import { type Words, wordsFor } from './words.ts';

/** The expression function `words(value, {unit, …})` of a chart: one string, or lines when several languages differ. */
export type ChartWords = (value: unknown, format?: unknown) => string | string[];

/** What a chart's words are made of; plain JSON. */
export interface ChartVocabulary extends Vocabulary {
  codeLists: Readonly<Record<string, CodeList>>;
}

/** Vega-Lite's `format` beside `formatType: "words"`, and the second argument of `words`. */
interface ChartFormat extends DatumFormat {
  qualifier?: Qualifier | null;
  /** Upper end of a range that the value begins. */
  upper?: number | null;
  /** Several languages one under the other; on one line when absent. */
  lines?: boolean;
}

/**
 * Makes the function that words a value in a chart's languages, each wording once:
 * `124.5万人`; `['124.5万人', '1.245 million']` with `lines`; `济南 Jinan` without.
 */
export function chartWords(languages: readonly LanguageTag[], vocabulary: ChartVocabulary): ChartWords {
  const all = languages.map((language) => wordsFor(language, vocabulary));
  const between = separator(languages);
  return (value, written) => {
    const format: ChartFormat = isObject(written) ? written : {};
    const texts = all.map((words) => wordOne(value, format, words, vocabulary.codeLists));
    const different = [...new Set(texts)];
    if (different.length === 1) return different[0] ?? '';
    return format.lines ? different : different.join(between);
  };
}

function wordOne(value: unknown, format: ChartFormat, words: Words, codeLists: ChartVocabulary['codeLists']): string {
  const { unit = 'number', qualifier, upper, decimals, bare, long } = format;
  const wording = {
    ...(decimals !== undefined && { decimals }),
    ...(bare !== undefined && { bare }),
    ...(long !== undefined && { long }),
  };
  const asFact = (number: number, further: Partial<Fact>) =>
    words.fact({ value: number, unit, label: '', ...further } as Fact, wording);
  if (typeof value === 'number') {
    if (qualifier) return asFact(value, { qualifier, ...(typeof upper === 'number' && { upper }) });
    if (typeof upper === 'number') return asFact(value, { upper });
  }
  return formatDatum(words, value, format, codeLists);
}
