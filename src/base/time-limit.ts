import { UsageError } from './diagnostic.ts';

/** Milliseconds that one chart may be drawn and one page be printed: `JIANBAO_TIMEOUT` in seconds, else 30 s. */
export function timeLimit(env: Record<string, string | undefined>): number {
  const written = env.JIANBAO_TIMEOUT;
  if (written === undefined || written === '') return 30_000;
  const seconds = Number(written);
  if (seconds > 0 && seconds <= 3600) return seconds * 1000;
  throw new UsageError(`JIANBAO_TIMEOUT is "${written}", not a number of seconds up to 3600`);
}
