import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../root.ts';
import { contentOf, copyOf, run } from './run.ts';

const own = mkdtempSync(join(tmpdir(), 'jianbao-again-'));
const fresh = join(own, 'briefing');
let folder: string;
beforeEach(() => {
  folder = fresh;
  cpSync(join(root, 'tests/cases/minimal/input'), folder, { recursive: true });
});
afterEach(() => rmSync(fresh, { recursive: true, force: true }));
afterAll(() => rmSync(own, { recursive: true, force: true }));

/** Builds; gives how many charts were drawn and PDFs printed, and whether there was nothing to do. */
async function build(words: string[] = []) {
  const { code, out, error } = await run([
    'build',
    folder,
    '--json',
    ...(words.includes('--format') ? [] : pages),
    ...words,
  ]);
  expect(code, error + out).toBe(0);
  const { stages, unchanged = false } = JSON.parse(out) as { stages: { stage: string }[]; unchanged?: boolean };
  return { unchanged, printed: stages.filter(({ stage }) => stage === 'print').length };
}

async function told(): Promise<{ code: string; message: string }[]> {
  const { code, out, error } = await run(['build', folder, '--json', ...pages]);
  expect(code, error + out).toBe(0);
  const { warnings } = JSON.parse(out) as { warnings: { code: string; message: string }[] };
  return warnings.map(({ code, message }) => ({ code, message }));
}

/** The same as a build of the fresh folder, which is made once for all tests that begin with it. */
async function begin(words: string[] = []) {
  const kept = join(own, `built ${words.join(' ')}`);
  if (existsSync(kept)) return copyAgain(kept, fresh);
  const made = await build(words);
  expect(made).toEqual({ unchanged: false, printed: words.includes('html') ? 0 : words.length > 0 ? 1 : 3 });
  copyAgain(fresh, kept);
}

function copyAgain(from: string, to: string) {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
}

const change = (path: string, from: string, to: string) => {
  const file = join(folder, path);
  const before = readFileSync(file, 'utf8');
  expect(before).toContain(from);
  writeFileSync(file, before.replace(from, to));
};
const html = ['--format', 'html'];
/** Without the pictures to share, which take as long again. */
const pages = ['--format', 'html,pdf'];
const output = () => contentOf(join(folder, 'output'));

/** What the same folder gives where nothing was kept. */
async function coldOutput() {
  const warm = folder;
  folder = copyOf(
    warm,
    readdirSync(warm).filter((name) => name !== '.jianbao' && name !== 'output'),
  );
  await build();
  const cold = output();
  rmSync(folder, { recursive: true, force: true });
  folder = warm;
  return cold;
}

describe('a build after another', () => {
  test('makes nothing when nothing has changed, and leaves every file as it is', async () => {
    await begin();
    const before = output();
    expect(await build()).toEqual({ unchanged: true, printed: 0 });
    expect(output()).toEqual(before);
  });

  test('prints again what shows a number that has changed, as a cold build would', async () => {
    await begin();
    change('data/facts.csv', '1245000', '1246000');
    expect(await build()).toEqual({ unchanged: false, printed: 3 });
    expect(output()).toEqual(await coldOutput());
  });

  test('prints the language whose text has changed and the bilingual document, as a cold build would', async () => {
    await begin();
    change('templates/sections/jobs.en.md', ' the towns', ' its towns');
    expect(await build()).toEqual({ unchanged: false, printed: 2 });
    expect(output()).toEqual(await coldOutput());
  });

  test('tells what is wrong in the same order as a cold build, whatever is kept', async () => {
    cpSync(join(root, 'tests/errors/chart-label-overlap/input/templates'), join(folder, 'templates'), {
      recursive: true,
    });
    change('templates/sections/jobs.en.md', ' the towns', ' the 7 towns');
    const cold = await told();
    expect(cold.map(({ code }) => code)).toEqual(expect.arrayContaining(['number-unbound', 'chart-label-overlap']));
    change('templates/sections/jobs.en.md', ' the 7 towns', ' all 7 towns');
    expect(await told()).toEqual(cold);
    rmSync(join(folder, '.jianbao'), { recursive: true });
    expect(await told()).toEqual(cold);
  });

  test('makes anew an output that somebody has changed or removed', async () => {
    await begin(['--language', 'en']);
    const before = output();
    writeFileSync(join(folder, 'output', 'minimal.en.pdf'), 'something else');
    rmSync(join(folder, 'output', 'minimal.html'));
    expect(await build(['--language', 'en'])).toEqual({ unchanged: false, printed: 0 });
    expect(output()).toEqual(before);
  });

  test.each([
    ['cut short', (file: Buffer) => file.subarray(0, 40)],
    ['changed', (file: Buffer) => Buffer.concat([file.subarray(0, -9), Buffer.from('different')])],
  ])('is as good when what was kept is %s', async (_how, damage) => {
    await begin(['--language', 'en']);
    const before = output();
    const cache = join(folder, '.jianbao', 'cache');
    for (const name of readdirSync(cache)) writeFileSync(join(cache, name), damage(readFileSync(join(cache, name))));
    expect(await build(['--language', 'en'])).toEqual({ unchanged: false, printed: 1 });
    expect(output()).toEqual(before);
  });

  test('with other options is another build', async () => {
    await begin(html);
    expect((await build([...html, '--language', 'en'])).unchanged).toBe(false);
    expect((await build([...html, '--language', 'en'])).unchanged).toBe(true);
  });

  test('notices a file that has come', async () => {
    await begin(html);
    cpSync(join(root, 'templates/partials/header.hbs'), join(folder, 'templates/partials/header.hbs'));
    change('templates/partials/header.hbs', '</header>', '<!-- own --></header>');
    expect((await build(html)).unchanged).toBe(false);
  });
});
