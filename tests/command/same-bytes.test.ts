import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { output, root } from '../built.ts';
import { contentOf, copyOf, type Ended, run } from './run.ts';

const parts = ['briefing.yaml', 'data', 'templates/sections', 'templates/charts'];

/** Node.js words that set the clock of a process and of its threads ahead. */
const ahead = (days: number) => {
  const script = `const Real = Date, shift = ${days * 86_400_000};
    globalThis.Date = class extends Real {
      constructor(...given) { given.length === 0 ? super(Real.now() + shift) : super(...given); }
      static now() { return Real.now() + shift; }
    };`;
  return ['--import', `data:text/javascript,${encodeURIComponent(script)}`];
};

/** The other build is made elsewhere, in another time zone and language, on another day. */
const elsewhere = { env: { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8' }, node: ahead(400) };

let folder: string;
let made: Ended;
beforeAll(async () => {
  folder = copyOf(root, parts);
  made = await run(['build', folder, '--quiet', '--emit', 'report'], elsewhere);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('two folders, time zones and days apart: every file is the same, byte for byte', () => {
  expect(made).toMatchObject({ code: 0, error: '' });
  const here = contentOf(output);
  expect(Object.keys(here)).toEqual(expect.arrayContaining(['manifest.json', 'report.json']));
  expect(Object.keys(here).length).toBeGreaterThan(50);
  const there = contentOf(join(folder, 'output'));
  expect(Object.keys(there)).toEqual(Object.keys(here));
  for (const [path, bytes] of Object.entries(there)) expect(bytes.equals(here[path] as Buffer), path).toBe(true);
});
