import { expect, test } from 'vitest';
import briefing from '../../schemas/briefing.schema.json' with { type: 'json' };
import datapackage from '../../schemas/datapackage.schema.json' with { type: 'json' };
import units from '../../schemas/units.schema.json' with { type: 'json' };
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { readJson } from '../../src/read/located.ts';
import { readShape, type Schema } from '../../src/read/shape.ts';

test('what a schema allows is kept, what it does not allow is told and left out', () => {
  const schema: Schema = {
    type: 'object',
    required: ['id', 'date'],
    additionalProperties: false,
    properties: {
      id: { type: 'string' },
      date: { type: 'string' },
      list: { type: 'array', items: { type: 'integer' } },
    },
  };
  const { value, told } = read('{"id": 7, "list": [1, "two", 3], "lits": []}', schema);
  expect(value).toEqual({ list: [1, 3] });
  expect(told).toEqual(['error type-wrong', 'error type-wrong', 'warning key-unknown', 'error key-missing']);
});

test('a text or one text per language: each is kept, the rest told', () => {
  const schema = {
    ...(briefing.$defs as unknown as Pick<Schema, '$defs'>),
    $defs: briefing.$defs as unknown as Schema['$defs'],
    $ref: '#/$defs/localized',
  } as Schema;
  expect(read('"简报"', schema).value).toBe('简报');
  expect(read('{"zh-Hans": "简报", "en": "Briefing"}', schema).value).toEqual({ 'zh-Hans': '简报', en: 'Briefing' });
  expect(read('{"zh_Hans": "简报", "en": 1}', schema).told).toEqual([
    'error value-malformed',
    'error type-wrong',
    'error value-malformed',
  ]);
  expect(read('["简报"]', schema).told).toEqual(['error type-wrong']);
});

test('a number below its least or above its most is told and left out', () => {
  const schema: Schema = { type: 'object', properties: { decimals: { type: 'number', minimum: 0, maximum: 10 } } };
  for (const wrong of ['-0.1', '11']) {
    expect(read(`{"decimals": ${wrong}}`, schema)).toEqual({ value: {}, told: ['error value-malformed'] });
  }
  expect(read('{"decimals": 0}', schema)).toEqual({ value: { decimals: 0 }, told: [] });
  expect(read('{"decimals": 10}', schema)).toEqual({ value: { decimals: 10 }, told: [] });
});

test('where other keys are allowed, only those that look like a slip of a known one are told', () => {
  const schema: Schema = { type: 'object', properties: { unitMultiplier: { type: 'integer' } } };
  expect(read('{"unitMultiplyer": 4, "comment": "x"}', schema).told).toEqual(['warning key-unknown']);
});

test.each([
  ['briefing', briefing],
  ['datapackage', datapackage],
  ['units', units],
])('%s.schema.json says nothing that the reader does not know, and every reference leads somewhere', (_, schema) => {
  const known = new Set(
    '$schema $id $ref $defs title description examples default type enum pattern minLength minimum maximum anyOf required properties propertyNames additionalProperties minProperties items minItems uniqueItems'.split(
      ' ',
    ),
  );
  for (const part of schemasIn(schema as Schema)) {
    expect(Object.keys(part).filter((key) => !known.has(key))).toEqual([]);
    if (part.$ref) expect(Object.keys(schema.$defs)).toContain(part.$ref.replace('#/$defs/', ''));
    for (const key of part.required ?? []) expect(Object.keys(part.properties ?? {})).toContain(key);
  }
});

test('every setting of a briefing is described', () => {
  for (const property of Object.values(briefing.properties)) expect(property.description).toMatch(/./);
});

function read(text: string, schema: Schema) {
  const diagnostics = new Diagnostics();
  const located = readJson(text, 'a.json', diagnostics);
  const value = located && readShape(located, schema, diagnostics);
  return { value, told: diagnostics.list.map(({ severity, code }) => `${severity} ${code}`) };
}

function* schemasIn(schema: Schema): Generator<Schema> {
  yield schema;
  const { $defs = {}, properties = {}, anyOf = [], items, propertyNames, additionalProperties } = schema;
  const further = [
    ...Object.values($defs),
    ...Object.values(properties),
    ...anyOf,
    items,
    propertyNames,
    additionalProperties,
  ];
  for (const part of further) if (typeof part === 'object') yield* schemasIn(part);
}
