import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { readLocated } from '../../src/read/located.ts';

describe('YAML', () => {
  const text = 'title:\n  zh-Hans: 简报\n  en: "Briefing"\nlist: [a, {b: 1}]\n';

  test('a path has the place of its value, and of its key', () => {
    const { located } = read(text, 'a.yaml');
    expect(located?.at(['title', 'en'])).toEqual({ file: 'a.yaml', line: 3, column: 7, length: 10 });
    expect(located?.at(['list', 1, 'b'])).toEqual({ file: 'a.yaml', line: 4, column: 15, length: 1 });
    expect(located?.keyAt(['title', 'zh-Hans'])).toEqual({ file: 'a.yaml', line: 2, column: 3, length: 7 });
  });

  test('a path that is not written has the place of its nearest parent', () => {
    expect(read(text, 'a.yaml').located?.at(['title', 'fr'])).toMatchObject({ line: 2, column: 3 });
  });

  test('dates and periods stay text, numbers become numbers', () => {
    expect(read('date: 2024-02-06\nyear: 2023\n', 'a.yaml').located?.value).toEqual({ date: '2024-02-06', year: 2023 });
  });

  test('a key that is written twice is an error at its second place', () => {
    expect(read('a: 1\nb: 2\na: 3\n', 'a.yaml').told).toMatchObject([
      { code: 'key-duplicate', place: { line: 3, column: 1, length: 1 } },
    ]);
  });

  test('a hundred thousand lists in each other are refused in words of ours', () => {
    expect(read(`a: ${'['.repeat(100_000)}`, 'a.yaml').told).toMatchObject([
      { code: 'yaml-malformed', message: 'nested too deeply to be read' },
    ]);
  });

  test('a quote that is never closed is told where it opens', () => {
    expect(read('a: 1\nb: "x\nc: 2\n', 'a.yaml').told).toMatchObject([
      { code: 'yaml-malformed', place: { line: 2, column: 4 } },
    ]);
  });

  test('aliases that unfold to millions of values are refused', () => {
    const lines = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [before, name] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg'])
      lines.push(`${name}: &${name} [${`*${before},`.repeat(9)}]`);
    const { located, told } = read(lines.join('\n'), 'a.yaml');
    expect(located).toBeUndefined();
    expect(told).toMatchObject([{ code: 'yaml-aliases' }]);
  });

  test('tags do not make anything but plain values', () => {
    expect(read('a: !!js/function "function () {}"\n', 'a.yaml').located?.value).toEqual({ a: 'function () {}' });
  });
});

describe('JSON', () => {
  test('a path has the place of its value, and of its key', () => {
    const { located } = read('{\n  "title": "简报",\n  "list": [1, {"b": true}]\n}\n', 'a.json');
    expect(located?.at(['title'])).toEqual({ file: 'a.json', line: 2, column: 12, length: 4 });
    expect(located?.at(['list', 1, 'b'])).toEqual({ file: 'a.json', line: 3, column: 21, length: 4 });
    expect(located?.keyAt(['list', 1, 'b'])).toEqual({ file: 'a.json', line: 3, column: 16, length: 3 });
  });

  test('malformed JSON is told with its place', () => {
    expect(read('{\n  "a": 1,\n}\n', 'a.json').told).toMatchObject([
      { code: 'json-malformed', place: { line: 3, column: 1 } },
    ]);
  });
});

function read(text: string, file: string) {
  const diagnostics = new Diagnostics();
  return { located: readLocated(text, file, diagnostics), told: diagnostics.list };
}
