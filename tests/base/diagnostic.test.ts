import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';

test('a finding that quotes a cell as long as a file says its beginning and its end', () => {
  const diagnostics = new Diagnostics();
  const cell = '9'.repeat(3_000_000);
  diagnostics.error('type-wrong', `"${cell}" in column "jobs" is not a number`, undefined, `write ${cell}.0`);
  const [{ message = '', hints = [] } = {}] = diagnostics.list;
  expect([message.length, hints[0]?.length]).toEqual([1000, 1000]);
  expect(message).toMatch(/^"9+…9+" in column "jobs" is not a number$/);
  expect(hints[0]).toMatch(/^write 9+…9+\.0$/);
});
