import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Scene, scene } from './kit.ts';
import { abortAgainAndAgain } from './signals.ts';

let place: Scene;
beforeAll(() => {
  place = scene();
  // The soak takes the share set's pictures too.
  place.words.push('--format', 'html,pdf');
});
afterAll(() => place.close());

// `npm run test:soak` does it two hundred times.
test.runIf(process.platform !== 'win32')(
  'builds ended at ten random moments lose and leave nothing',
  async () => {
    expect(await abortAgainAndAgain(place, 10, 20240206)).toMatchObject({ runs: 10 });
  },
  240_000,
);
