import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const documented = [...readFileSync(join(root, 'docs/diagnostics.md'), 'utf8').matchAll(/^\| `([a-z0-9-]+)`/gm)].map(
  ([, code]) => code,
);
const used = codesIn(join(root, 'src'));

test('every code in src/ is explained in docs/diagnostics.md', () => {
  expect(used).toContain('unit-unknown');
  expect(used.filter((code) => !documented.includes(code))).toEqual([]);
});

test('docs/diagnostics.md explains no code that src/ does not have', () => {
  // {{chart}}, {{term}}, {{ref}} … make the code of an unknown name from their own.
  const made = ['chart', 'term', 'source', 'message', 'ref'].map((kind) => `${kind}-unknown`);
  expect(documented.filter((code) => ![...used, ...made].includes(code as string))).toEqual([]);
});

test('each code is explained once', () => {
  expect(documented).toEqual([...new Set(documented)]);
});

test('each code is provoked by a test, and read there', () => {
  const told = toldInTests();
  expect(told.has('unit-unknown')).toBe(true);
  expect(documented.filter((code) => !told.has(code as string))).toEqual([]);
});

/** Codes in what case folders expect to be read, and in the strings of tests. */
function toldInTests(): Set<string> {
  const folder = join(root, 'tests');
  const told = new Set<string>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const isCase = path.endsWith('expected.txt');
    if (!isCase && !path.endsWith('.test.ts')) continue;
    const text = readFileSync(join(folder, path), 'utf8');
    const words = isCase ? /\b(?:error|warning) {2}([a-z0-9-]+)/g : /['"`/ |(]([a-z0-9]+(?:-[a-z0-9]+)+)(?=['"`: |;])/g;
    for (const [, code] of text.matchAll(words)) told.add(code as string);
  }
  return told;
}

/** Codes as they are written: the first word given to what reports, or `code: '…'`. */
function codesIn(folder: string): string[] {
  const word = "'([a-z0-9]+(?:-[a-z0-9]+)+)'";
  const reports = '(?:\\.error|\\.warning|\\bfinding|\\bfail|\\bfailure|\\breport|FormulaError|BrowserError)';
  const patterns = [`${reports}\\(\\s*(?:'?\\w+'?,\\s*)?${word}`, `\\bcode: ${word}`, `\\.push\\(\\[${word}`].map(
    (text) => new RegExp(text, 'g'),
  );
  const codes = new Set<string>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts')) continue;
    const text = readFileSync(join(folder, path), 'utf8');
    for (const pattern of patterns) for (const [, code] of text.matchAll(pattern)) codes.add(code as string);
  }
  return [...codes].sort();
}
