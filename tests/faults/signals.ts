import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Manifest } from '../../src/manifest.ts';
import { aborted, build, leftovers, outputOf, revise, type Scene, seeded } from './kit.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;

export interface Aborted {
  runs: number;
  /** How many were over before the signal came. */
  finished: number;
  /** After how many of those killed by SIGKILL something stood until the next build. */
  swept: number;
}

/**
 * Ends builds at random moments, the same ones in every run, and looks at what each leaves: after SIGINT and SIGTERM
 * nothing, and the last output or the new one whole. SIGKILL can be heard by nobody: what it leaves the next build sweeps.
 */
export async function abortAgainAndAgain(place: Scene, times: number, seed: number): Promise<Aborted> {
  const random = seeded(seed);
  expect(await build(place)).toMatchObject({ code: 0, error: '' });
  const started = performance.now();
  revise(place, 1_300_000);
  expect(await build(place)).toMatchObject({ code: 0, error: '' });
  const usual = performance.now() - started;
  let [finished, swept] = [0, 0];
  /** What SIGKILL left, which a build that is ended early has not come to sweep yet. */
  let old: string[] = [];
  for (let time = 0; time < times; time++) {
    const signal = signals[time % signals.length] as NodeJS.Signals;
    const before = outputOf(place);
    revise(place, 1_300_000 + time + 1);
    const { code, signal: ending } = await aborted(place, signal, random() * usual);
    const after = outputOf(place);
    if (code === 0) finished += 1;
    else {
      expect([code, ending]).toEqual([null, signal]);
      // What an earlier SIGKILL left among them may have been swept meanwhile.
      expect(Object.keys(after).filter(isWhole)).toEqual(Object.keys(before).filter(isWhole));
    }
    const left = await leftovers(place);
    const own = left.filter((name) => !old.includes(name));
    old = left;
    if (signal !== 'SIGKILL') {
      expect(own, `after ${signal}`).toEqual([]);
      expect(notOfTheManifest(after).filter(isWhole), `the output is whole after ${signal}`).toEqual([]);
    } else if (own.length > 0) swept += 1;
  }
  expect(await build(place)).toMatchObject({ code: 0, error: '' });
  expect(await leftovers(place)).toEqual([]);
  return { runs: times, finished, swept };
}

function isWhole(name: string): boolean {
  return !/\.(new|old)$/.test(name);
}

/** Files that are not those of the run that wrote the manifest. */
function notOfTheManifest(output: Record<string, Buffer>): string[] {
  const { files } = JSON.parse(output['manifest.json']?.toString() ?? '{}') as Manifest;
  const sums = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  const paths = Object.keys(output).filter((path) => path !== 'manifest.json');
  return paths.filter(
    (path) =>
      sums.get(path) !==
      createHash('sha256')
        .update(output[path] ?? '')
        .digest('hex'),
  );
}
