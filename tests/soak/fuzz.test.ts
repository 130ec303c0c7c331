import { expect, test } from 'vitest';
import { fuzz } from '../fuzz/fuzz.ts';

test.each([1, 2, 3, 4, 5])('two thousand spoiled briefings from seed %i', async (seed) => {
  const { runs, made, codes } = await fuzz(seed, 2000);
  const most = [...codes].sort(([, a], [, b]) => b - a).map(([code, times]) => `${code} ${times}`);
  console.log(`${runs} spoiled briefings: ${made} pages; ${codes.size} codes: ${most.slice(0, 12).join(', ')}, …`);
  expect(made).toBeGreaterThan(0);
});
