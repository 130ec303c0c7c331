import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { byRule } from '../../src/check/rules.ts';

test('findings stand under their rules in a fixed order, those of none first', () => {
  const diagnostics = new Diagnostics();
  diagnostics.under('directions').warning('direction-wrong', 'd');
  diagnostics.under('numbers').warning('number-unbound', 'n');
  diagnostics.error('chart-invalid', 'c');
  expect(byRule(diagnostics.list).map(({ rule, findings }) => [rule, findings.length])).toEqual([
    [undefined, 1],
    ['numbers', 1],
    ['directions', 1],
  ]);
  expect(diagnostics.list.map(({ rule }) => rule)).toEqual(['directions', 'numbers', undefined]);
});
