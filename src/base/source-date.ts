import { UsageError } from './diagnostic.ts';

/**
 * The ISO date and time that documents carry instead of the edition's, from `SOURCE_DATE_EPOCH`
 * (https://reproducible-builds.org/specs/source-date-epoch/): seconds since 1970.
 */
export function sourceDate({ SOURCE_DATE_EPOCH: epoch }: Record<string, string | undefined>): string | undefined {
  if (epoch === undefined || epoch === '') return undefined;
  const date = new Date(Number(epoch) * 1000);
  if (/^\d+$/.test(epoch) && !Number.isNaN(date.getTime())) return date.toISOString();
  throw new UsageError(`SOURCE_DATE_EPOCH is "${epoch}", not a number of seconds since 1970`);
}
