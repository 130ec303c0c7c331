import { fill, type Lexicon } from './lexicon.ts';

/**
 * A period in words: `2023年`, `Q1 2024`, `2024年2月6日`, `2013–2023`, `January–September 2024`. Patterns come from the
 * messages `period.*`; a language without them gets what `Intl` has. Text that is no period comes back as it is.
 */
export function wordPeriod(period: string, lexicon: Lexicon): string {
  const [from = '', to, ...more] = period.split('/');
  const start = readPoint(from);
  if (start === undefined || more.length > 0) return period;
  if (to === undefined) return wordPoint(start, lexicon);
  const end = readPoint(to);
  return end === undefined ? period : wordInterval(start, end, lexicon);
}

interface Point {
  part: 'year' | 'half' | 'quarter' | 'month' | 'day';
  year: string;
  /** Number of the half, quarter or month; 1 for a year. */
  number: number;
  day: number;
}

function readPoint(text: string): Point | undefined {
  const [, year, letter, ordinal, month, day] = /^(\d{4})(?:-([HQ])([1-4])|-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (letter !== undefined) return { part: letter === 'Q' ? 'quarter' : 'half', year, number: Number(ordinal), day: 1 };
  if (month === undefined) return { part: 'year', year, number: 1, day: 1 };
  return { part: day === undefined ? 'month' : 'day', year, number: Number(month), day: Number(day ?? 1) };
}

function wordPoint(point: Point, lexicon: Lexicon): string {
  const { part, year, number, day } = point;
  switch (part) {
    case 'quarter':
    case 'half': {
      const sign = `${part === 'quarter' ? 'Q' : 'H'}${number} {year}`;
      return fill(lexicon.message(`period.${part}-${number}`) ?? sign, { year });
    }
    default: {
      const pattern = lexicon.message(`period.${part}`);
      if (pattern === undefined) return dateFormat(part, lexicon).format(dateOf(point));
      return fill(pattern, { year, month: number, monthName: monthName(point, lexicon), day });
    }
  }
}

/** Says once what both ends share: the year of two months, the month of two days. */
function wordInterval(start: Point, end: Point, lexicon: Lexicon): string {
  const spoken = sharedPattern(start, end, lexicon);
  if (spoken !== undefined) return spoken;
  if (start.part === end.part && lexicon.message(`period.${start.part}`) === undefined && isDate(start.part)) {
    return dateFormat(start.part, lexicon).formatRange(dateOf(start), dateOf(end));
  }
  const span = lexicon.message('period.span') ?? '{start} – {end}';
  return fill(span, { start: wordPoint(start, lexicon), end: wordPoint(end, lexicon) });
}

function sharedPattern(start: Point, end: Point, lexicon: Lexicon): string | undefined {
  if (start.part !== end.part) return undefined;
  const years = { start: start.year, end: end.year };
  if (start.part === 'year') return fillIf(lexicon.message('period.years'), years);
  if (start.year !== end.year) return undefined;
  const months = { year: start.year, start: start.number, end: end.number };
  const names = { startName: monthName(start, lexicon), endName: monthName(end, lexicon) };
  if (start.part === 'month') return fillIf(lexicon.message('period.months'), { ...months, ...names });
  if (start.part !== 'day' || start.number !== end.number) return undefined;
  const days = { year: start.year, month: start.number, monthName: names.startName, start: start.day, end: end.day };
  return fillIf(lexicon.message('period.days'), days);
}

function fillIf(pattern: string | undefined, values: Record<string, string | number>): string | undefined {
  return pattern === undefined ? undefined : fill(pattern, values);
}

function monthName(point: Point, { language }: Lexicon): string {
  return formatOf(language, { month: 'long' }).format(dateOf(point));
}

function dateFormat(part: 'year' | 'month' | 'day', { language }: Lexicon): Intl.DateTimeFormat {
  const fields: Intl.DateTimeFormatOptions = { year: 'numeric' };
  if (part !== 'year') fields.month = 'long';
  if (part === 'day') fields.day = 'numeric';
  return formatOf(language, fields);
}

/** Making a format takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: string, fields: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = [language, ...Object.entries(fields)].join();
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...fields, ...civil });
  formats.set(key, known);
  return known;
}

const civil = { calendar: 'gregory', timeZone: 'UTC' } as const;

function isDate(part: Point['part']): part is 'year' | 'month' | 'day' {
  return part === 'year' || part === 'month' || part === 'day';
}

function dateOf({ part, year, number, day }: Point): Date {
  return new Date(Date.UTC(Number(year), part === 'month' || part === 'day' ? number - 1 : 0, day));
}
