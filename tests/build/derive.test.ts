import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { deriveFacts } from '../../src/build/derive.ts';
import type { DataPackage, Fact } from '../../src/model/data.ts';

const place = { file: 'data/facts.csv', line: 2 };
const fact = (id: string, value: number | null, formula?: string): Fact => ({
  id,
  value,
  unit: 'person',
  period: '2023',
  kind: 'flow',
  label: id,
  place,
  ...(formula && { formula }),
});

async function derive(...facts: Fact[]) {
  const diagnostics = new Diagnostics();
  const table = {
    name: 'jobs',
    columns: [
      { name: 'year', type: 'year' as const },
      { name: 'jobs', type: 'integer' as const },
    ],
    rows: [
      { year: 2022, jobs: 1202000 },
      { year: 2023, jobs: null },
    ],
    primaryKey: ['year'],
    sources: [],
    place,
    places: [],
  };
  const data = {
    tables: new Map([['jobs', table]]),
    facts: new Map(facts.map((each) => [each.id, each])),
  } as unknown as DataPackage;
  return {
    derived: await deriveFacts(data, diagnostics),
    findings: diagnostics.list.map(({ code, message }) => `${code}: ${message}`),
  };
}

describe('a derived fact', () => {
  it('is calculated from facts and cells and keeps its inputs', async () => {
    const { derived, findings } = await derive(
      fact('now', 1245000),
      fact('growth', null, 'fact("now") / cell("jobs", {year: 2022}, "jobs") - 1'),
    );
    expect(findings).toEqual([]);
    expect(derived.get('growth')).toMatchObject({
      value: 0.0357737104825291,
      inputs: [
        { type: 'fact', fact: 'now', value: 1245000 },
        { type: 'cell', table: 'jobs', key: { year: 2022 }, column: 'jobs', value: 1202000 },
      ],
    });
  });

  it('may build on other derived facts, in any order', async () => {
    const { derived } = await derive(
      fact('c', null, 'fact("b") * 2'),
      fact('b', null, 'round(fact("a") / 3)'),
      fact('a', 10),
    );
    expect(derived.get('c')?.value).toBe(6);
  });

  it('carries no binary noise', async () => {
    const { derived } = await derive(fact('a', 0.1), fact('b', 0.2), fact('sum', null, 'fact("a") + fact("b")'));
    expect(derived.get('sum')?.value).toBe(0.3);
  });

  it('reports cycles, unknown names, missing cells and results that are no number', async () => {
    const { findings } = await derive(
      fact('a', null, 'fact("b")'),
      fact('b', null, 'fact("a")'),
      fact('c', null, 'fact("d")'),
      fact('e', null, 'cell("jobs", {year: 2023}, "jobs")'),
      fact('f', null, '1 / 0'),
      fact('g', null, 'fetch("x")'),
      fact('h', null, '1 +'),
    );
    expect(findings).toEqual([
      'formula-cycle: the formula of "a" needs its own value: a → b → a',
      'fact-unknown: no fact "d"',
      'formula-input: column "jobs" of table "jobs" has no number there',
      'formula-result: the formula of "f" gives Infinity, not a number',
      'formula-function: no function "fetch" in formulas',
      expect.stringContaining('formula-syntax: the formula of "h" cannot be read'),
    ]);
  });

  it('cannot reach JavaScript', async () => {
    const { findings } = await derive(fact('a', null, '"".constructor.constructor("return process")()'));
    expect(findings).toHaveLength(1);
  });
});
