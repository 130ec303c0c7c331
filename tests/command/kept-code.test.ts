import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { root } from '../root.ts';
import { contentOf, run } from './run.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'jianbao-code-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** Builds a page with as many drawings as make the code worth keeping, and nothing kept but code; gives its files. */
async function build(output: string, cache = place) {
  const folder = join(place, output, 'jobs');
  cpSync(join(root, 'tests/cases/minimal/input'), folder, { recursive: true });
  const charts = join(folder, 'templates/charts');
  for (const name of ['more', 'again', 'last']) {
    cpSync(join(charts, 'jobs.vl.json'), join(charts, `${name}.vl.json`));
    for (const language of ['en', 'zh-Hans'])
      appendFileSync(join(folder, `templates/sections/jobs.${language}.md`), `\n{{chart "${name}"}}\n`);
  }
  const words = ['build', folder, '--format', 'html', '--quiet'];
  const { code, error } = await run(words, { env: { XDG_CACHE_HOME: cache } });
  expect(code, error).toBe(0);
  return contentOf(join(folder, 'output'));
}

/** The file with the code of the thread that draws charts, which there must be one of. */
function keptCode(): string {
  const cache = join(place, 'jianbao');
  const folders = readdirSync(cache).filter((name) => name.startsWith('code-'));
  expect(folders.map((folder) => readdirSync(join(cache, folder)))).toEqual([['chart-worker']]);
  return join(cache, folders[0] ?? '', 'chart-worker');
}

it('what V8 compiled for a thread is kept, and changes nothing; damaged it is made anew', async () => {
  const first = await build('first');
  const file = keptCode();
  const kept = readFileSync(file);
  const { mtimeMs } = statSync(file);
  expect(await build('second')).toEqual(first);
  expect(statSync(file).mtimeMs).toBe(mtimeMs);

  truncateSync(file, kept.length / 2);
  expect(await build('third')).toEqual(first);
  expect(statSync(keptCode()).size).toBeGreaterThan(kept.length / 2);

  kept.fill(0, kept.length / 2);
  writeFileSync(file, kept);
  expect(await build('fourth')).toEqual(first);
});

it('where nothing can be kept a build goes through, and makes the same', async () => {
  const file = join(place, 'a-file');
  writeFileSync(file, '');
  expect(await build('second', file)).toEqual(await build('first'));
});
