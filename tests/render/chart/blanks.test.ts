import * as vega from 'vega';
import { compile } from 'vega-lite';
import { describe, expect, it } from 'vitest';
import type { Spec } from '../../../src/model/spec.ts';
import { blankOf, filled, placesIn } from '../../../src/render/chart/blanks.ts';
import { loadEngine } from '../../../src/render/chart/engine.ts';
import { localized } from './kit.ts';
import { specs } from './specs.ts';

await loadEngine();
const parsed = (spec: Spec) =>
  vega.parse(compile(structuredClone(spec) as never).spec as never, undefined, { ast: true }) as unknown as Spec;
const fill = (made: Spec, taken: unknown[]) => filled(made, placesIn(made), taken);
/** Vega counts what it has no name for, chart after chart. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value).replace(/_:vega:_\d+/g, '_:vega:_'));

describe('what is compiled of a blank and filled', () => {
  it.each(Object.keys(specs))('is what is compiled of the whole: %s', async (name) => {
    const { spec } = await localized(specs[name], ['zh-Hans']);
    const { spec: blank, taken } = blankOf(spec);
    const whole = plain(parsed(spec));
    expect(plain(fill(parsed(blank), taken))).toEqual(whole);
  });

  it('serves other texts and rows, quotes among them', () => {
    const chart = (title: string, rows: unknown[]) => ({
      data: { values: rows },
      transform: [{ calculate: "'说明'", as: 'note' }],
      mark: { type: 'text', text: title },
      encoding: { x: { field: 'a', type: 'quantitative', title }, tooltip: [{ field: 'a', title }] },
    });
    const one = chart('增长', [{ a: 1 }]);
    const other = chart('"growth", per cent', [{ a: 2 }, { a: 3 }]);
    const [first, second] = [blankOf(one), blankOf(other)];
    expect(first.spec).toEqual(second.spec);
    expect(plain(fill(parsed(first.spec), second.taken))).toEqual(plain(parsed(other)));
  });

  it('keeps texts apart that say something else in one language only', () => {
    const chart = (x: string, y: string) => ({
      data: { values: [{ a: 1 }] },
      mark: 'point',
      encoding: { x: { field: 'a', title: x }, y: { field: 'a', title: y } },
    });
    expect(blankOf(chart('年', '月')).spec).not.toEqual(blankOf(chart('time', 'time')).spec);
  });
});
