import { lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Trace } from '../../src/base/trace.ts';
import { root } from '../root.ts';
import { copyOf, run } from './run.ts';

let folder: string;
beforeEach(() => {
  folder = copyOf(join(root, 'tests/batch/places'), ['.']);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = () => join(folder, '.jianbao', 'trace.json');

/** Names of the stages in the trace, once each. */
function stages(): string[] {
  const { traceEvents }: Trace = JSON.parse(readFileSync(path(), 'utf8'));
  for (const event of traceEvents) {
    expect(event).toMatchObject({ pid: 1, tid: expect.any(Number), name: expect.any(String) });
    if (event.ph === 'X') expect([event.ts >= 0, event.dur >= 0]).toEqual([true, true]);
  }
  return [...new Set(traceEvents.flatMap((event) => (event.ph === 'X' ? [event.name] : [])))];
}

test('--timings prints a table of stages and writes a trace that tracing viewers open', async () => {
  const { code, out } = await run(['build', folder, '--format', 'html', '--timings']);
  expect(code).toBe(0);
  expect(out).toMatch(/^stage +from +to +longest +sum +parts$/m);
  for (const stage of ['start', 'read', 'build', 'check', 'words', 'page', 'fonts', 'write'])
    expect(out).toMatch(new RegExp(`^${stage}( +\\d+){5}$`, 'm'));
  expect(out).toContain(path());
  expect(stages()).toEqual(expect.arrayContaining(['start', 'import', 'read', 'build', 'page', 'fonts', 'write']));

  const again = await run(['build', folder, '--format', 'html', '--timings']);
  expect(again.out).toContain('nothing had changed');
  expect(stages().sort()).toEqual(['compare', 'start']);
});

test('--timings of a batch adds stages up and writes the trace of its first jobs', async () => {
  const { code, out } = await run(['batch', folder, '--over', 'place', '--format', 'html', '--timings']);
  expect(code).toBe(0);
  expect(out).toMatch(/^build +\d+ +3$/m);
  expect(stages()).toEqual(expect.arrayContaining(['build', 'page', 'write']));
});

test('a trace is not written to where a link leads', async () => {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, join(folder, '.jianbao'));
  const { code, out } = await run(['build', folder, '--format', 'html', '--timings']);
  expect(code).toBe(0);
  expect(out).toContain('trace    not written');
  expect(() => lstatSync(join(elsewhere, 'trace.json'))).toThrow();
});
