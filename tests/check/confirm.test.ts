import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { measureStages } from '../../src/base/stages.ts';
import { checkedReport } from '../../src/built-report.ts';
import { confirm } from '../../src/confirm.ts';
import { openWorld } from '../../src/node/world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianbao-confirm-'));
  cpSync(join(root, 'tests/cases/minimal/input'), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const english = 'templates/sections/jobs.en.md';
const chinese = 'templates/sections/jobs.zh-Hans.md';
const chart = 'templates/charts/jobs.vl.json';

function change(path: string, from: string, to: string): void {
  const text = readFileSync(join(folder, path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, path), text.replace(from, to));
}

async function codes(): Promise<string[]> {
  const tools = { world: openWorld(folder, join(root, 'templates')), stages: measureStages(() => 0) };
  const { diagnostics } = await checkedReport({ strict: false, version: '0' }, tools);
  return diagnostics.list.map(({ code, place }) => `${code} ${place?.file}`);
}

test('nothing is asked of a briefing that never confirmed anything', async () => {
  change(english, 'added', 'gained');
  expect(await codes()).toEqual([]);
});

test('a text whose other half changed is told until it is confirmed', async () => {
  await confirm({ folder });
  expect(await codes()).toEqual([]);
  change(english, 'added', 'gained');
  expect(await codes()).toEqual([`translation-stale ${chinese}`]);
  await confirm({ folder, sections: ['jobs'] });
  expect(await codes()).toEqual([]);
});

test('a text changed in both languages waits to be confirmed', async () => {
  await confirm({ folder });
  change(english, 'added', 'gained');
  change(chinese, '新增', '增加');
  expect(await codes()).toEqual([`translation-unconfirmed ${chinese}`]);
});

test('titles of charts are texts too, and are confirmed with their section', async () => {
  await confirm({ folder });
  change(chart, 'New jobs rose again', 'New jobs rose once more');
  expect(await codes()).toEqual([`translation-stale ${chart}`]);
  await confirm({ folder, sections: ['jobs'] });
  expect(await codes()).toEqual([]);
});

test('spaces at the ends of lines are no change', async () => {
  await confirm({ folder });
  change(english, '\n\n{{chart', ' \n\n{{chart');
  expect(await codes()).toEqual([]);
});

test('a section that does not exist cannot be confirmed', async () => {
  await expect(confirm({ folder, sections: ['job'] })).rejects.toMatchObject({
    name: 'UsageError',
    message: 'no section "job"',
    hint: 'did you mean "jobs"?',
  });
});
