import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '../../src/read/json.ts';

test('any JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseJson(text).root?.value).toEqual(JSON.parse(text));
    }),
  );
});

test('any text is refused when JSON.parse refuses it', () => {
  const text = fc.string({
    unit: fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', '-', '.', 'e', ' ', 'null', '\\'),
  });
  fc.assert(
    fc.property(text, (written) => {
      let isJson = true;
      try {
        JSON.parse(written);
      } catch {
        isJson = false;
      }
      expect(parseJson(written).root !== undefined).toBe(isJson);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['{"a": 1,}', 'a comma before the end', 8],
  ['{"a" 1}', 'expected ":", found "1"', 5],
  ['[1 2]', 'expected "," or "]", found "2"', 3],
  ['{a: 1}', 'expected a key in double quotes, found "a"', 1],
  ['[bar]', '"bar" is not a JSON value', 1],
  ['{"a": ', 'expected a value, found the end of the file', 6],
  ['"a\nb"', 'a string without its closing quote', 0],
  ['1 2', 'text after the end of the value', 2],
])('%s: %s', (text, message, offset) => {
  expect(parseJson(text).problems).toMatchObject([{ message, offset }]);
});

test('a key that is written twice is told at its second place', () => {
  expect(parseJson('{"a": 1, "b": {"c": 1, "c": 2}}').problems).toMatchObject([{ duplicate: 'c', offset: 23 }]);
});

test('a key called __proto__ is a key like any other', () => {
  const value = parseJson('{"__proto__": {"polluted": true}}').root?.value as object;
  expect(Object.keys(value)).toEqual(['__proto__']);
  expect('polluted' in {}).toBe(false);
});

test('more than 256 levels are refused rather than overflowing the stack', () => {
  expect(parseJson('['.repeat(100_000)).problems[0]?.message).toBe('more than 256 levels of nesting');
});
