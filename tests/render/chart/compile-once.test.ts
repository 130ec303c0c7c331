import { describe, expect, it } from 'vitest';
import type { Spec } from '../../../src/model/spec.ts';
import { compileOnce } from '../../../src/render/chart/compile-once.ts';

function compiler() {
  const compiled: Spec[] = [];
  const compile = (spec: Spec) => {
    compiled.push(spec);
    return { spec: { signals: structuredClone(spec.params), marks: [spec.mark] }, warnings: ['one'], errors: [] };
  };
  return { compiled, compile };
}

const chart = (place: string, mark = 'bar'): Spec => ({ mark, params: [{ name: 'place', value: place }] });

describe('a specification', () => {
  it('is compiled once for all values of its parameters, and says for each what it said', () => {
    const { compiled, compile } = compiler();
    const made = ['01', '02', '01'].map((place) => compileOnce(chart(place, 'arc'), {}, compile));
    expect(compiled).toHaveLength(1);
    expect(made.map(({ spec }) => spec.signals)).toEqual(['01', '02', '01'].map((value) => [{ name: 'place', value }]));
    expect(made.map(({ warnings }) => warnings)).toEqual([['one'], ['one'], ['one']]);
  });

  it('is compiled anew where anything else differs', () => {
    const { compiled, compile } = compiler();
    compileOnce(chart('01', 'line'), {}, compile);
    compileOnce(chart('01', 'area'), {}, compile);
    compileOnce(chart('01', 'area'), { font: 'serif' }, compile);
    expect(compiled).toHaveLength(3);
  });

  it('gives a copy each time, so that one drawing does not change the next', () => {
    const { compile } = compiler();
    const first = compileOnce(chart('01', 'rule'), {}, compile);
    first.spec.marks = [];
    expect(compileOnce(chart('02', 'rule'), {}, compile).spec.marks).toEqual(['rule']);
  });
});
