import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from '../root.ts';
import { copyOf, run } from './run.ts';

// The pages that `-o` names, of a comparison and of a checklist, are files as those of a build are.

// A copy: what a check keeps is not to lie beside the case.
const minimal = copyOf(join(root, 'tests/cases/minimal/input'), ['.']);
const place = mkdtempSync(join(tmpdir(), 'jianbao-page-'));
afterAll(() => {
  for (const each of [minimal, place]) rmSync(each, { recursive: true });
});

const commands: [string, string[]][] = [
  ['diff', ['diff', minimal, minimal]],
  ['check --release', ['check', '--release', minimal]],
];

test.each(commands)('%s makes the folder that its page is to stand in', async (_, words) => {
  const page = join(place, `${words[0]}/new/page.html`);
  expect(await run([...words, '-o', page])).toMatchObject({ code: 0, error: '' });
  expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/i);
});

test.each(commands)('%s tells that its page cannot be written', async (_, words) => {
  const taken = join(place, `${words[0]}-taken.html`);
  mkdirSync(taken);
  const { code, error } = await run([...words, '-o', taken]);
  expect(error).toContain('output-unwritable');
  expect(error).toContain('is a folder, and a file should stand there');
  expect(code).toBe(1);

  const file = join(place, `${words[0]}-file`);
  writeFileSync(file, 'mine');
  expect(await run([...words, '-o', join(file, 'page.html')])).toMatchObject({
    code: 1,
    error: expect.stringContaining('is not a folder'),
  });
  expect(readFileSync(file, 'utf8')).toBe('mine');
});
