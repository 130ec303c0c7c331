import { expect, test } from 'vitest';
import { fuzz, fuzzTheme } from '../fuzz/fuzz.ts';

test.each([
  ['briefings', 1, fuzz],
  ['briefings', 2, fuzz],
  ['briefings', 3, fuzz],
  ['themes', 1, fuzzTheme],
  ['themes', 2, fuzzTheme],
])('two thousand spoiled %s from seed %i', async (what, seed, spoil) => {
  const { runs, made, codes } = await spoil(seed, 2000);
  const most = [...codes].sort(([, a], [, b]) => b - a).map(([code, times]) => `${code} ${times}`);
  console.log(`${runs} spoiled ${what}: ${made} pages; ${codes.size} codes: ${most.slice(0, 12).join(', ')}, …`);
  expect(made).toBeGreaterThan(0);
});
