import type { LanguageTag } from '../base/language.ts';
import type { Spec } from '../model/spec.ts';

/** Vega's `config.locale` (the d3-format and d3-time-format locale definitions) for a language, from Intl. */
export function chartLocale(language: LanguageTag): Spec {
  const locale = known.get(language) ?? makeLocale(language);
  known.set(language, locale);
  return locale;
}

const known = new Map<LanguageTag, Spec>();

function makeLocale(language: LanguageTag): Spec {
  const parts = new Intl.NumberFormat(language, { useGrouping: true }).formatToParts(-1234567.5);
  const part = (type: string, otherwise: string) => parts.find((each) => each.type === type)?.value ?? otherwise;
  const months = (month: 'long' | 'short') => series(12, (i) => new Date(Date.UTC(2024, i, 15)), language, { month });
  const days = (weekday: 'long' | 'short') =>
    series(7, (i) => new Date(Date.UTC(2024, 8, i + 1)), language, { weekday });
  return {
    number: {
      decimal: part('decimal', '.'),
      thousands: part('group', ','),
      grouping: [3],
      currency: ['', ''],
      minus: part('minusSign', '-') === '-' ? '−' : part('minusSign', '−'),
    },
    time: {
      dateTime: '%x %X',
      date: '%Y-%m-%d',
      time: '%H:%M:%S',
      periods: ['AM', 'PM'],
      days: days('long'),
      shortDays: days('short'),
      months: months('long'),
      shortMonths: months('short'),
    },
  };
}

function series(length: number, day: (i: number) => Date, language: LanguageTag, style: Intl.DateTimeFormatOptions) {
  const format = new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' });
  return Array.from({ length }, (_, i) => format.format(day(i)));
}
