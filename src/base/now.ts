import { UsageError } from './diagnostic.ts';
import { sourceDate } from './source-date.ts';

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Whether a text is an ISO date and time with its offset, such as `2024-02-06T10:00+08:00`, that the calendar has. */
export function isMoment(text: string): boolean {
  const day = text.slice(0, 10);
  return (
    moment.test(text) && !Number.isNaN(Date.parse(text)) && new Date(`${day}T00:00Z`).toISOString().slice(0, 10) === day
  );
}

/** The moment that a run takes for now: the one given, else that of `SOURCE_DATE_EPOCH`, else the clock's. */
export function nowOf(given: string | undefined, env: Record<string, string | undefined>, clock: () => Date): string {
  if (given === undefined) return sourceDate(env) ?? clock().toISOString();
  if (isMoment(given)) return given;
  throw new UsageError(`--now is "${given}", not a date and time such as 2024-02-06T10:00+08:00`);
}
