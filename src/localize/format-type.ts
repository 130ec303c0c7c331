import { pick } from '../base/language.ts';
import type { CodeList } from '../model/data.ts';
import type { Words } from './words.ts';

/** What a chart says about a value to be worded: Vega-Lite's `format` beside `formatType: "words"`. */
export interface DatumFormat {
  /** Id of a unit; `number` when absent. */
  unit?: string;
  /** Name of the code list that the value comes from. */
  codeList?: string;
  decimals?: number;
  bare?: boolean;
  long?: boolean;
  /** The value is a period: `true` as it is written; a part to which a date is cut. */
  period?: boolean | 'year' | 'quarter' | 'month' | 'day';
}

/**
 * Words of a value in a chart: axis, legend, text mark or tooltip, by the same rules as in prose. Codes give their short
 * label, dates are read in the chart's local time as Vega scales them; nothing gives nothing.
 */
export function formatDatum(
  words: Words,
  datum: unknown,
  format: DatumFormat,
  codeLists: Readonly<Record<string, CodeList>>,
): string {
  if (Array.isArray(datum)) return datum.map((item) => formatDatum(words, item, format, codeLists)).join('\n');
  if (datum === null || datum === undefined || Number.isNaN(datum)) return '';
  if (format.codeList !== undefined) return codeLabel(String(datum), codeLists[format.codeList], words);
  if (format.period) return wordedPeriod(datum, format, words);
  if (datum instanceof Date) return words.period(cutDate(datum, 'day'));
  return typeof datum === 'number' && Number.isFinite(datum) ? words.value(datum, wordingOf(format)) : String(datum);
}

function wordingOf({ unit = 'number', decimals, bare, long }: DatumFormat) {
  return {
    unit,
    ...(decimals !== undefined && { decimals }),
    ...(bare !== undefined && { bare }),
    ...(long !== undefined && { long }),
  };
}

function codeLabel(code: string, list: CodeList | undefined, { language }: Words): string {
  const found = list?.codes.find((candidate) => candidate.code === code);
  return pick(found?.shortLabel, language) ?? pick(found?.label, language) ?? code;
}

/** `2023年`; `bare` leaves a year its digits. */
function wordedPeriod(datum: unknown, { period, bare }: DatumFormat, words: Words): string {
  const part = typeof period === 'string' ? period : 'day';
  const isMoment = datum instanceof Date || (typeof datum === 'number' && Math.abs(datum) > 9999);
  const text = isMoment ? cutDate(new Date(datum), part) : String(datum);
  return bare && /^\d{4}$/.test(text) ? text : words.period(text);
}

function cutDate(date: Date, part: 'year' | 'quarter' | 'month' | 'day'): string {
  const year = String(date.getFullYear()).padStart(4, '0');
  const month = String(date.getMonth() + 1).padStart(2, '0');
  switch (part) {
    case 'year':
      return year;
    case 'quarter':
      return `${year}-Q${Math.floor(date.getMonth() / 3) + 1}`;
    case 'month':
      return `${year}-${month}`;
    case 'day':
      return `${year}-${month}-${String(date.getDate()).padStart(2, '0')}`;
  }
}
