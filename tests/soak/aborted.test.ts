import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Scene, scene } from '../faults/kit.ts';
import { abortAgainAndAgain } from '../faults/signals.ts';

let place: Scene;
beforeAll(() => {
  place = scene();
});
afterAll(() => place.close());

test('two hundred builds ended at random moments lose and leave nothing', async () => {
  const started = performance.now();
  const { runs, finished, swept } = await abortAgainAndAgain(place, 200, 19781218);
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${runs} builds aborted in ${seconds} s; ${finished} were over first; ${swept} left what the next swept`);
  expect(runs).toBe(200);
});
