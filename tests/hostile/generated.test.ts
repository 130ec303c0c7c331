import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openFolder } from '../../src/node/folder.ts';
import type { ChartDrawer } from '../../src/render/chart/pool.ts';
import { type Files, make, minimal, openCharts } from './kit.ts';

// Bombs, made by the test: what is told is one error, soon.

let charts: ChartDrawer;
beforeAll(() => {
  charts = openCharts({ timeout: 3000, memory: 256, lost: 100 });
});
afterAll(() => charts.close());

const text = (path: string) => new TextDecoder().decode(minimal[path]);
const codesOf = async (files: Files) => {
  const { diagnostics } = await make({ ...minimal, ...files }, charts);
  return [...new Set(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code))];
};
const inBoth = (add: string): Files =>
  Object.fromEntries(
    ['en', 'zh-Hans'].map((tag) => {
      const path = `templates/sections/jobs.${tag}.md`;
      return [path, `${text(path)}\n${add}\n`];
    }),
  );
const chart = (change: object): Files => {
  const path = 'templates/charts/jobs.vl.json';
  return { [path]: JSON.stringify({ ...JSON.parse(text(path)), ...change }) };
};
const resource = (path: string, more: object = {}): Files => {
  const written = JSON.parse(text('data/datapackage.json'));
  written.resources.push({ name: 'bomb', path, ...more });
  return { 'data/datapackage.json': JSON.stringify(written) };
};

test.each<[string, () => Files, string]>([
  [
    'text longer than its limit',
    () => ({ 'templates/sections/jobs.en.md': 'a'.repeat(5 * 2 ** 20) }),
    'file-too-large',
  ],
  ['a table of too many cells', () => ({ ...resource('a.csv'), 'data/a.csv': 'a\n'.repeat(500_001) }), 'csv-too-large'],
  [
    'a wide head over many short rows',
    () => ({
      ...resource('a.csv'),
      'data/a.csv': `${Array.from({ length: 2000 }, (_, at) => `c${at}`).join()}\n${'1\n'.repeat(2000)}`,
    }),
    'csv-too-large',
  ],
  ['deep lists of JSON', () => ({ ...resource('a.json'), 'data/a.json': '['.repeat(100_000) }), 'json-malformed'],
  ['deep lists of YAML', () => ({ 'templates/messages.yaml': `a: ${'['.repeat(50_000)}` }), 'yaml-malformed'],
  [
    'lists of YAML a little too deep',
    () => ({ 'templates/messages.yaml': `a: ${'['.repeat(300)}${']'.repeat(300)}` }),
    'yaml-malformed',
  ],
  [
    'deep alternatives',
    () => inBoth(`{{#if briefing}}${'{{else if briefing}}'.repeat(5000)}{{/if}}`),
    'template-too-large',
  ],
  [
    'deep blocks of a layout',
    () => ({ 'templates/layouts/page.hbs': `${'{{#if x}}'.repeat(5000)}${'{{/if}}'.repeat(5000)}` }),
    'template-too-large',
  ],
  [
    'a partial of the theme that cannot be read',
    () => ({ 'templates/partials/figure.hbs': '{{#if' }),
    'theme-template',
  ],
  ['deep blocks', () => inBoth(`${'{{#if briefing}}'.repeat(5000)}${'{{/if}}'.repeat(5000)}`), 'template-too-large'],
  [
    'loops in loops',
    () => inBoth(`${'{{#each @root.briefing}}'.repeat(9)}x${'{{/each}}'.repeat(9)}`),
    'template-too-large',
  ],
  [
    'partials that double each other',
    () => ({
      ...inBoth('{{> p0}}'),
      ...Object.fromEntries(
        Array.from({ length: 31 }, (_, at) => [
          `templates/partials/p${at}.hbs`,
          at === 30 ? 'x' : `{{> p${at + 1}}}{{> p${at + 1}}}`,
        ]),
      ),
    }),
    'template-too-large',
  ],
  [
    'a sheet with one cell at its furthest corner',
    () => ({ ...resource('a.xlsx'), 'data/a.xlsx': workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>') }),
    'xlsx-too-large',
  ],
  [
    'a sheet with a cell beyond any sheet',
    () => ({ ...resource('a.xlsx'), 'data/a.xlsx': workbook('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>') }),
    'xlsx-too-large',
  ],
  ['rows without end', () => chart({ data: { sequence: { start: 0, stop: 1e12 } } }), 'chart-invalid'],
  ['a list without end', () => chart({ transform: [{ calculate: 'sequence(1e9)', as: 'x' }] }), 'chart-invalid'],
  ['a text without end', () => chart({ transform: [{ calculate: "pad('a', 1e9, 'b')", as: 'x' }] }), 'chart-invalid'],
])('%s', async (_, files, code) => {
  expect(await codesOf(files())).toContain(code);
});

// The text of each is long, and each once took a time that grew with the square of its length.
test.each([
  ['one word', 'x', 200_000],
  ['one word with apostrophes', "a'", 100_000],
  ['headings', '\n\n### a', 10_000],
  ['items', '\n\n- a', 10_000],
])(
  'a long text of %s is read in a time that grows with its length',
  async (_, piece, times) => {
    const { html } = await make({ ...minimal, ...inBoth(piece.repeat(times)) }, charts);
    expect(html.length).toBeGreaterThan(times);
  },
  30_000,
);

test('a chart that hangs is named, and the others are drawn', async () => {
  const hanging = chart({ transform: [{ calculate: `test(/^(a+)+$/, '${'a'.repeat(50)}b')`, as: 'x' }] });
  const files = {
    ...inBoth('{{chart "other"}}'),
    'templates/charts/hangs.vl.json': hanging['templates/charts/jobs.vl.json'] as string,
    'templates/charts/other.vl.json': text('templates/charts/jobs.vl.json'),
  };
  const { diagnostics } = await make(
    { ...minimal, ...files, ...inBoth('{{chart "hangs"}}\n\n{{chart "other"}}') },
    charts,
  );
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(new Set(errors.map(({ message }) => message))).toEqual(
    new Set(['chart "hangs" cannot be drawn: it takes more than 3 seconds']),
  );
  expect(errors[0]?.place?.file).toBe('templates/charts/hangs.vl.json');
});

describe.runIf(process.platform !== 'win32')('in a folder on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jianbao-hostile-'));
    for (const [path, bytes] of Object.entries(minimal)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const codes = async () => (await make(openFolder(folder), charts)).diagnostics.map(({ code }) => code);

  test.each([
    ['data/jobs.csv', '/etc/passwd'],
    ['templates/sections/jobs.en.md', '/etc/passwd'],
    ['briefing.yaml', '/etc/passwd'],
    ['templates/charts', '/etc'],
    ['data', '/etc'],
    ['templates/messages.yaml', '/dev/zero'],
  ])('%s that links to %s is not read', async (path, target) => {
    rmSync(join(folder, path), { recursive: true, force: true });
    symlinkSync(target, join(folder, path));
    const { diagnostics, html } = await make(openFolder(folder), charts);
    expect(html).toBe('');
    expect(diagnostics.map(({ code }) => code).join()).toMatch(
      /path-outside|chart-unknown|section-missing|translation-missing|data-missing/,
    );
  });

  test('a gigabyte in one line is refused before it is read', async () => {
    truncateSync(join(folder, 'data/jobs.csv'), 2 ** 30);
    expect(await codes()).toContain('file-too-large');
  });
});

/** A workbook of one sheet with these rows. */
function workbook(rows: string): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const links = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const link = (type: string, target: string) =>
    `<Relationships xmlns="${links}"><Relationship Id="r1" Type="${office}/${type}" Target="${target}"/></Relationships>`;
  const parts = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': link('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': link('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}
