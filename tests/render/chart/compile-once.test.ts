import { describe, expect, it } from 'vitest';
import { isObject, listOf, objectOr, type Spec } from '../../../src/model/spec.ts';
import { type Compiled, compileOnce } from '../../../src/render/chart/compile-once.ts';

function compiler() {
  const compiled: Spec[] = [];
  const compile = (spec: Spec) => {
    compiled.push(spec);
    const operators = [
      { type: 'operator', signal: 'place', value: listOf(spec.params).filter(isObject)[0]?.value },
      { type: 'collect', value: { $ingest: [{ mark: spec.mark }] } },
    ];
    const eventConfig = { defaults: { allow: ['wheel'] } };
    return { spec: {}, dataflow: { operators, eventConfig }, warnings: ['one'], errors: [] };
  };
  return { compiled, compile };
}

const chart = (place: string, mark = 'bar'): Spec => ({ mark, params: [{ name: 'place', value: place }] });

const placeOf = ({ dataflow }: Compiled) => listOf(dataflow.operators).filter(isObject)[0]?.value;

describe('a specification', () => {
  it('is compiled once for all values of its parameters, and says for each what it said', () => {
    const { compiled, compile } = compiler();
    const made = ['01', '02', '01'].map((place) => compileOnce(chart(place, 'arc'), {}, compile));
    expect(compiled).toHaveLength(1);
    expect(made.map(placeOf)).toEqual(['01', '02', '01']);
    expect(made.map(({ warnings }) => warnings)).toEqual([['one'], ['one'], ['one']]);
  });

  it('is compiled anew where anything else differs', () => {
    const { compiled, compile } = compiler();
    compileOnce(chart('01', 'line'), {}, compile);
    compileOnce(chart('01', 'area'), {}, compile);
    compileOnce(chart('01', 'area'), { font: 'serif' }, compile);
    expect(compiled).toHaveLength(3);
  });

  it('gives rows of its own each time, so that one drawing does not change the next', () => {
    const { compile } = compiler();
    const rows = ({ dataflow }: Compiled) => objectOr(listOf(dataflow.operators).filter(isObject)[1]?.value).$ingest;
    const [first] = listOf(rows(compileOnce(chart('01', 'rule'), {}, compile)));
    Object.assign(objectOr(first), { mark: 'changed' });
    expect(rows(compileOnce(chart('02', 'rule'), {}, compile))).toEqual([{ mark: 'rule' }]);
  });

  it('keeps what a view adds to the format of its rows to itself', () => {
    const rows = (name: string): Spec => ({ mark: 'trail', data: { values: [{ name }] } });
    const compile = ({ data }: Spec): Compiled => {
      const $ingest = objectOr(data).values;
      const operators = [{ type: 'collect', value: { $ingest, $format: { type: 'csv' } } }];
      return { spec: {}, dataflow: { operators }, warnings: [], errors: [] };
    };
    const format = ({ dataflow }: Compiled) =>
      objectOr(objectOr(listOf(dataflow.operators).filter(isObject)[0]?.value).$format);
    Object.assign(format(compileOnce(rows('a'), {}, compile)), { delimiter: ',' });
    expect(format(compileOnce(rows('b'), {}, compile))).toEqual({ type: 'csv' });
  });

  it('keeps what a view rewrites of its events to itself', () => {
    const { compile } = compiler();
    const defaults = ({ dataflow }: Compiled) => objectOr(objectOr(dataflow.eventConfig).defaults);
    Object.assign(defaults(compileOnce(chart('01', 'square'), {}, compile)), { allow: { wheel: true } });
    expect(defaults(compileOnce(chart('02', 'square'), {}, compile))).toEqual({ allow: ['wheel'] });
  });
});
