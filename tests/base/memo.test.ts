import { expect, test } from 'vitest';
import { asBefore, memo } from '../../src/base/memo.ts';

test('a value is made once for an owner, a name and what it depends on', () => {
  const [owner, table, other] = [{}, {}, {}];
  let made = 0;
  const make = () => ({ number: ++made });
  const first = memo(owner, 'en', [table], make);
  expect(memo(owner, 'en', [table], make)).toBe(first);
  expect(memo(owner, 'zh', [table], make)).not.toBe(first);
  expect(memo({}, 'en', [table], make)).not.toBe(first);
  expect(memo(owner, 'en', [other], make)).not.toBe(first);
  expect(made).toBe(4);
});

test('what is the same as JSON is the object that came before', () => {
  const owner = {};
  const first = asBefore(owner, 'facts', { a: 1 });
  expect(asBefore(owner, 'facts', { a: 1 })).toBe(first);
  const next = { a: 2 };
  expect(asBefore(owner, 'facts', next)).toBe(next);
  expect(asBefore(owner, 'facts', { a: 2 })).toBe(next);
});
