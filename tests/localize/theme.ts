import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Vocabulary } from '../../src/localize/lexicon.ts';
import type { Fact, Unit } from '../../src/model/data.ts';

/** The shipped theme's messages and units. */
export const vocabulary: Vocabulary = { messages: readYaml('messages.yaml'), units: withIds(readYaml('units.yaml')) };

/** A fact with only what its words depend on. */
export function fact(given: Partial<Fact>): Fact {
  return {
    id: 'some-fact',
    value: null,
    unit: 'number',
    period: '2023',
    kind: 'flow',
    label: { 'zh-Hans': '就业局势稳定', en: 'employment stable' },
    place: { file: 'data/facts.csv' },
    ...given,
  };
}

function readYaml(name: string) {
  return parse(readFileSync(new URL(`../../templates/${name}`, import.meta.url), 'utf8'));
}

function withIds(units: Record<string, Omit<Unit, 'id'>>): Record<string, Unit> {
  return Object.fromEntries(Object.entries(units).map(([id, unit]) => [id, { ...unit, id }]));
}
