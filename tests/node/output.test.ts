import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuthorError } from '../../src/base/diagnostic.ts';
import { writeOutput } from '../../src/node/output.ts';
import { outputFolder } from '../../src/node/output-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianbao-output-'));
});
afterEach(async () => {
  await chmod(folder, 0o755);
  await rm(folder, { recursive: true });
});

const bytes = (text: string) => Buffer.from(text);
const read = (path: string) => readFile(join(folder, path), 'utf8');

async function failureOf(work: Promise<void>) {
  const error = await work.then(
    () => undefined,
    (thrown: AuthorError) => thrown,
  );
  return error?.diagnostics[0];
}

test('writes every file, makes folders on the way and leaves no temporary file', async () => {
  await writeOutput(join(folder, 'out'), [
    { path: 'a.html', bytes: bytes('page') },
    { path: 'charts/b.svg', bytes: bytes('<svg/>') },
  ]);
  expect(await read('out/a.html')).toBe('page');
  expect(await read('out/charts/b.svg')).toBe('<svg/>');
  expect((await readdir(join(folder, 'out'), { recursive: true })).sort()).toEqual([
    'a.html',
    'charts',
    'charts/b.svg',
  ]);
});

test('replaces the last output and removes what its manifest lists and this run does not make', async () => {
  const manifest = JSON.stringify({ files: [{ path: 'a.html' }, { path: 'old.pdf' }, { path: '../outside.txt' }] });
  await mkdir(join(folder, 'out'));
  await writeFile(join(folder, 'outside.txt'), 'not ours');
  await writeOutput(join(folder, 'out'), [
    { path: 'a.html', bytes: bytes('one') },
    { path: 'old.pdf', bytes: bytes('pdf') },
    { path: 'manifest.json', bytes: bytes(manifest) },
  ]);
  await writeFile(join(folder, 'out', 'notes.txt'), "a person's own");
  await writeOutput(join(folder, 'out'), [
    { path: 'a.html', bytes: bytes('two') },
    { path: 'manifest.json', bytes: bytes('{"files":[{"path":"a.html"}]}') },
  ]);
  expect(await read('out/a.html')).toBe('two');
  expect(await read('outside.txt')).toBe('not ours');
  expect((await readdir(join(folder, 'out'))).sort()).toEqual(['a.html', 'manifest.json', 'notes.txt']);
});

test('a file of another command leaves what the manifest lists', async () => {
  const manifest = JSON.stringify({ files: [{ path: 'a.html' }] });
  await writeOutput(join(folder, 'out'), [
    { path: 'a.html', bytes: bytes('one') },
    { path: 'manifest.json', bytes: bytes(manifest) },
  ]);
  await writeOutput(join(folder, 'out'), [{ path: 'chart.svg', bytes: bytes('<svg/>') }]);
  expect((await readdir(join(folder, 'out'))).sort()).toEqual(['a.html', 'chart.svg', 'manifest.json']);
});

test('a target that is a folder fails the run and leaves the other files as they were', async () => {
  await writeFile(join(folder, 'a.html'), 'old page');
  await mkdir(join(folder, 'z.pdf'));
  const found = await failureOf(
    writeOutput(folder, [
      { path: 'a.html', bytes: bytes('new page') },
      { path: 'b.html', bytes: bytes('new') },
      { path: 'z.pdf', bytes: bytes('new') },
    ]),
  );
  expect(found).toMatchObject({ code: 'output-unwritable' });
  expect(found?.message).toContain('z.pdf is a folder');
  expect(await read('a.html')).toBe('old page');
  expect((await readdir(folder)).sort()).toEqual(['a.html', 'z.pdf']);
});

test('a file where the output folder should be is named', async () => {
  await writeFile(join(folder, 'out'), 'a file');
  const found = await failureOf(writeOutput(join(folder, 'out'), [{ path: 'a.html', bytes: bytes('page') }]));
  expect(found).toMatchObject({ code: 'output-unwritable', message: expect.stringContaining('out is not a folder') });
  expect(await read('out')).toBe('a file');
});

test('a path that would leave the folder is refused', async () => {
  await expect(writeOutput(folder, [{ path: '../a.html', bytes: bytes('page') }])).rejects.toThrow('../a.html');
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a folder without write permission is named',
  async () => {
    await writeFile(join(folder, 'a.html'), 'old');
    await chmod(folder, 0o555);
    const found = await failureOf(writeOutput(folder, [{ path: 'a.html', bytes: bytes('new') }]));
    expect(found).toMatchObject({
      code: 'output-unwritable',
      message: expect.stringContaining('may not be written to'),
    });
    expect(await read('a.html')).toBe('old');
  },
);

test('a disk that fills up half way is named and leaves what stood there', async () => {
  await writeFile(join(folder, 'a.html'), 'old');
  const files = [
    { path: 'a.html', bytes: bytes('new') },
    { path: 'new/b.pdf', bytes: bytes('new') },
  ];
  const found = await failureOf(
    writeOutput(folder, files, async (path, content) => {
      await writeFile(path, content);
      if (path.includes('b.pdf')) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    }),
  );
  expect(found).toMatchObject({ code: 'disk-full', message: expect.stringContaining('is unchanged') });
  expect(await read('a.html')).toBe('old');
  expect(await readdir(folder)).toEqual(['a.html']);
});

test('what a killed run left is swept, and an old file it had put aside comes back', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await writeFile(join(folder, `.a.html.${pid}-0123abcd.new`), 'half');
  await writeFile(join(folder, `.b.html.${pid}-0123abcd.old`), 'good');
  await writeFile(join(folder, `.c.html.${process.pid}-0123abcd.new`), 'of a run that lives');
  await writeOutput(folder, [{ path: 'c.html', bytes: bytes('c') }]);
  expect((await readdir(folder)).sort()).toEqual([`.c.html.${process.pid}-0123abcd.new`, 'b.html', 'c.html']);
  expect(await read('b.html')).toBe('good');
});

test('a link inside the output folder leads nowhere: nothing is written there, and nothing removed', async () => {
  await mkdir(join(folder, 'theirs'));
  await writeFile(join(folder, 'theirs/notes.txt'), 'precious');
  await mkdir(join(folder, 'out'));
  await symlink(join(folder, 'theirs'), join(folder, 'out/figures'));
  await writeFile(join(folder, 'out/manifest.json'), '{"files":[{"path":"figures/notes.txt"}]}');
  const manifest = { path: 'manifest.json', bytes: bytes('{"files":[]}') };
  expect(
    await failureOf(writeOutput(join(folder, 'out'), [{ path: 'figures/a.svg', bytes: bytes('a') }])),
  ).toMatchObject({
    code: 'output-unwritable',
    message: expect.stringContaining('out/figures is a link that leads elsewhere'),
  });
  await writeOutput(join(folder, 'out'), [manifest]);
  expect(await readdir(join(folder, 'theirs'))).toEqual(['notes.txt']);
});

test('a folder that is named may be a link, the one that comes with a briefing may not', async () => {
  await mkdir(join(folder, 'elsewhere'));
  await mkdir(join(folder, 'briefing'));
  const own = join(folder, 'briefing/output');
  expect(await outputFolder(join(folder, 'briefing'), undefined)).toBe(own);
  await symlink(join(folder, 'elsewhere'), own);
  await expect(outputFolder(join(folder, 'briefing'), undefined)).rejects.toThrow();
  expect(await outputFolder(join(folder, 'briefing'), own)).toBe(own);
  await writeOutput(own, [{ path: 'a.html', bytes: bytes('page') }]);
  expect(await read('elsewhere/a.html')).toBe('page');
});
