import type { LanguageTag } from '../base/language.ts';
import type { CodeList, Fact, Qualifier } from '../model/data.ts';
import { isObject } from '../model/spec.ts';
import { separator } from './chart-strings.ts';
import { type DatumFormat, formatDatum } from './format-type.ts';
import type { Vocabulary } from './lexicon.ts';
import { wordsFor } from './words.ts';

/** The expression function `words(value, {unit, …})` of a chart: one string, or lines when several languages differ. */
export type ChartWords = (value: unknown, format?: unknown) => string | string[];

/** What a chart's words are made of; plain JSON. */
export interface ChartVocabulary extends Vocabulary {
  codeLists: Readonly<Record<string, CodeList>>;
}

/** Vega-Lite's `format` beside `formatType: "words"`, and the second argument of `words`. */
interface ChartFormat extends DatumFormat {
  qualifier?: Qualifier | null;
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
    const { unit, qualifier } = format;
    const texts = all.map((words) => {
      if (!qualifier || typeof value !== 'number') return formatDatum(words, value, format, vocabulary.codeLists);
      const fact = { value, unit: unit ?? 'number', qualifier, label: '' } as Fact;
      const { decimals, bare, long } = format;
      return words.fact(fact, {
        ...(decimals !== undefined && { decimals }),
        ...(bare !== undefined && { bare }),
        ...(long !== undefined && { long }),
      });
    });
    const different = [...new Set(texts)];
    if (different.length === 1) return different[0] ?? '';
    return format.lines ? different : different.join(between);
  };
}
