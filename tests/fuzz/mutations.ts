import fc from 'fast-check';
import type { Files } from '../hostile/kit.ts';

/** A briefing with some of its files spoiled, and how: for the report of a failure. */
export interface Spoiled {
  files: Files;
  how: string[];
}

/** Pieces that mean something to one reader or another, in good places and in bad ones. */
const pieces = [
  '"',
  "'",
  ',',
  '\n',
  '\r\n',
  '\t',
  ';',
  ':',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '{{',
  '}}',
  '{{{',
  '{{#if x}}',
  '{{/if}}',
  '{{> a}}',
  '{{fact "new-urban-jobs"}}',
  '{{fact}}',
  '{{#each briefing}}',
  '&a',
  '*a',
  '!!binary',
  '|',
  '>',
  '#',
  '###',
  '\\',
  '\0',
  '\uFEFF',
  '\uD800',
  '\u202E',
  '\uE0000\uE001',
  '-1',
  '1e999',
  '0x10',
  'NaN',
  '9007199254740993',
  '１２',
  '万',
  'null',
  'true',
  '~',
  '2023',
  '2023-Q9',
  '2024-02-30',
  '__proto__',
  'constructor',
  'toString',
  '../',
  '/etc/passwd',
  'http://127.0.0.1:9/',
  '<script>',
  '</style>',
  '<!--',
  ']]>',
  '&lt;',
  '`',
  '$&',
  '%s',
  '|---|',
  '![a](b)',
  '[a](javascript:b)',
  '**',
  '   ',
  'a'.repeat(300),
  '韩',
  '👩‍👩‍👧',
  '(',
  ')+',
];

/** Values of the wrong kind, for a place in JSON. */
const values: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    '',
    '__proto__',
    'constructor',
    [],
    {},
    [[]],
    { a: null },
    'jobs',
    'year',
    ['x'],
    {
      __proto__: null,
    },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Cuts, doublings, swaps and insertions in a text. */
function textMutation(text: string): fc.Arbitrary<string> {
  const at = fc.nat({ max: text.length });
  return fc.oneof(
    fc.tuple(at, fc.constantFrom(...pieces)).map(([where, piece]) => text.slice(0, where) + piece + text.slice(where)),
    fc.tuple(at, fc.nat({ max: 40 })).map(([where, length]) => text.slice(0, where) + text.slice(where + length)),
    fc.tuple(at, fc.nat({ max: 80 })).map(([where, length]) => text.slice(0, where + length) + text.slice(where)),
    at.map((where) => text.slice(0, where)),
    fc.tuple(fc.nat({ max: 60 }), fc.constantFrom(...pieces)).map(([word, piece]) => {
      let index = -1;
      return text.replace(/[\w@-]+/g, (found) => {
        index += 1;
        return index === word ? piece : found;
      });
    }),
  );
}

/** One value somewhere in a JSON document replaced, removed or moved under another key. */
function jsonMutation(text: string): fc.Arbitrary<string> {
  const paths: (string | number)[][] = [];
  walk(JSON.parse(text), []);
  return fc
    .tuple(fc.constantFrom(...paths), values, fc.constantFrom('replace', 'remove', 'rename', 'wrap'))
    .map(([path, value, kind]) => {
      const document = JSON.parse(text);
      const parent = path.slice(0, -1).reduce((each, key) => each[key], document);
      const key = path.at(-1) as string;
      const old = parent[key];
      if (kind !== 'wrap') delete parent[key];
      if (kind === 'replace') parent[key] = value;
      if (kind === 'rename') parent[typeof value === 'string' && value !== '__proto__' ? value : 'x'] = old;
      if (kind === 'wrap') parent[key] = [old];
      return JSON.stringify(document, undefined, 1);
    });

  function walk(value: unknown, path: (string | number)[]): void {
    if (path.length > 0) paths.push(path);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) walk(child, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** A briefing with one to three of these files spoiled once or twice each; `others` are whole. */
export function spoiled(files: Record<string, Uint8Array>, others: Files = files): fc.Arbitrary<Spoiled> {
  const texts = Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]),
  );
  const one = fc.constantFrom(...Object.keys(texts).sort()).chain((path) => {
    const text = texts[path] as string;
    const mutated = path.endsWith('.json')
      ? fc.oneof({ weight: 3, arbitrary: jsonMutation(text) }, textMutation(text))
      : textMutation(text);
    const twice = fc.oneof(mutated, mutated.chain(textMutation));
    return twice.map((after) => [path, after] as const);
  });
  return fc.array(one, { minLength: 1, maxLength: 3 }).map((changes) => ({
    files: { ...others, ...Object.fromEntries(changes) },
    how: changes.map(([path, text]) => `${path}\n${text}`),
  }));
}
