import { expect, it } from 'vitest';
import { withNamedData } from '../../src/build/chart-report.ts';

it('gives a named data object its rows, wherever it stands', () => {
  const spec = {
    data: { name: 'a' },
    layer: [
      { data: { name: 'b' }, mark: 'bar' },
      { data: { name: 'c' }, mark: 'bar' },
    ],
  };
  expect(withNamedData(spec, { a: [{ x: 1 }], b: { text: 'x\n2', format: 'csv' } })).toEqual({
    data: { values: [{ x: 1 }] },
    layer: [
      { data: { values: 'x\n2', format: { type: 'csv' } }, mark: 'bar' },
      { data: { name: 'c' }, mark: 'bar' },
    ],
  });
});

it('gives a file without a name to a specification without data', () => {
  expect(withNamedData({ mark: 'bar' }, { '': { text: '[{"x":1}]', format: 'json' } })).toEqual({
    mark: 'bar',
    data: { values: [{ x: 1 }] },
  });
});
