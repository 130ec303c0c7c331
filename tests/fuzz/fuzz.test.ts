import { expect, test } from 'vitest';
import { fuzz, fuzzTheme } from './fuzz.ts';

// `npm run test:soak` tries many more, from several seeds.
test('a spoiled briefing gives a page or findings, never a fault', async () => {
  const { made, codes } = await fuzz(20240206, 200);
  expect(made).toBeGreaterThan(5);
  expect(codes.size).toBeGreaterThan(25);
}, 240_000);

test('a spoiled theme gives a page or findings, never a fault', async () => {
  const { made, codes } = await fuzzTheme(20240206, 50);
  expect(made).toBeGreaterThan(5);
  expect(codes.size).toBeGreaterThan(4);
}, 240_000);
