import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkRelease, type ReleaseResult } from '../../src/release.ts';
import { root } from '../root.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianbao-release-'));
let result: ReleaseResult;
beforeAll(async () => {
  cpSync(join(root, 'tests/cases/minimal/input'), folder, { recursive: true });
  appendFileSync(join(folder, 'briefing.yaml'), 'status: draft\n');
  result = await checkRelease({ folder, now: '2024-02-06T10:00+08:00' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a draft is made and printed, and blocked by its status alone', () => {
  const { ok, rules, files, mark } = result.checklist;
  expect(ok).toBe(false);
  expect(mark).toEqual({ type: 'draft' });
  expect(rules.filter(({ state }) => state !== 'passed').map(({ rule, state }) => [rule, state])).toEqual([
    ['release', 'blocked'],
  ]);
  expect(rules.flatMap(({ blocking }) => blocking.map(({ code, place }) => [code, place?.line]))).toEqual([
    ['release-draft', 17],
  ]);
  expect(files.map(({ path }) => path)).toContain('minimal.zh-Hans+en.pdf');
});

test('the page is complete, has no script, and says everything in both languages', () => {
  const { page = '' } = result;
  expect(page).toContain("script-src 'none'");
  expect(page).not.toContain('<script');
  expect(page).not.toMatch(/ (style|on\w+)=/);
  for (const text of ['release-draft', '有1项问题须先解决', '1 finding blocks it', '124.5万人', '1.245 million'])
    expect(page).toContain(text);
});
