import { expect, test } from 'vitest';
import { isOlder } from '../../src/check/age.ts';

test.each([
  ['2024-02-06', 'P1Y', '2025-02-06', false],
  ['2024-02-06', 'P1Y', '2025-02-07', true],
  ['2023-12', 'P1M', '2024-01-31', false],
  ['2023-12', 'P1M', '2024-02-01', true],
  ['2021', 'P2Y', '2023-12-31', false],
  ['2021', 'P2Y', '2024-01-01', true],
  ['2024-01-01', 'P30D', '2024-02-01', true],
  ['commit 1a2b3c', 'P1D', '2024-02-01', false],
])('a source of %s that may be %s old is too old on %s: %s', (date, maxAge, edition, old) => {
  expect(isOlder(date, maxAge, edition)).toBe(old);
});
