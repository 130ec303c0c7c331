import { randomBytes } from 'node:crypto';
import { lstat, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeFolders } from '../base/make-folders.ts';
import type { StageSpan } from '../base/stages.ts';
import { traceOf } from '../base/trace.ts';

/** Each stage's first start, last end, longest part, sum and number of parts, in milliseconds; parts overlap. */
export function stageTable(spans: readonly StageSpan[]): string {
  const names = [...new Set(spans.map(({ stage }) => stage))];
  const rows = names.map((name) => {
    const own = spans.filter(({ stage }) => stage === name);
    const times = own.map(({ start, end }) => end - start);
    const start = own.reduce((least, span) => Math.min(least, span.start), Number.POSITIVE_INFINITY);
    const end = own.reduce((most, span) => Math.max(most, span.end), 0);
    const longest = times.reduce((most, time) => Math.max(most, time), 0);
    return [name, start, end, longest, times.reduce((sum, time) => sum + time, 0), own.length];
  });
  return table(['stage', 'from', 'to', 'longest', 'sum', 'parts'], rows);
}

/** The sum and number of a stage's parts, for runs too many to tell apart. */
export function sumTable(stages: readonly { stage: string; parts: number; time: number }[]): string {
  return table(
    ['stage', 'ms', 'parts'],
    stages.map(({ stage, time, parts }) => [stage, time, parts]),
  );
}

function table(heads: string[], rows: (string | number)[][]): string {
  const cell = (value: string | number, at: number) =>
    at === 0 ? String(value).padEnd(9) : String(typeof value === 'number' ? Math.round(value) : value).padStart(9);
  return [heads, ...rows].map((row) => row.map(cell).join('')).join('\n');
}

/**
 * Writes the spans as `.jianbao/trace.json` into the briefing's folder and says so: a file that Chrome's tracing viewer
 * and Perfetto open. `.jianbao` must be a folder, so that nothing is written to where a link leads.
 */
export async function writeTrace(folder: string, spans: readonly StageSpan[]): Promise<string> {
  const place = join(resolve(folder), '.jianbao');
  const path = join(place, 'trace.json');
  const beside = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    makeFolders(place);
    if (!(await lstat(place)).isDirectory()) throw new Error('it is a link');
    await writeFile(beside, `${JSON.stringify(traceOf(spans))}\n`, { flag: 'wx' });
    await rename(beside, path);
  } catch (error) {
    return `trace    not written to ${path}: ${(error as Error).message}`;
  }
  return `trace    ${path} (open it in chrome://tracing or ui.perfetto.dev)`;
}
