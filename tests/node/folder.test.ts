import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AuthorError } from '../../src/base/diagnostic.ts';
import { openFolder } from '../../src/node/folder.ts';

let home = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'folder-'));
  await mkdir(join(home, 'briefing/data/sub'), { recursive: true });
  await writeFile(join(home, 'secret.csv'), 'secret');
  await writeFile(join(home, 'briefing/data/jobs.csv'), 'year,jobs\n');
  await writeFile(join(home, 'briefing/data/sub/a.csv'), 'a\n');
  await writeFile(join(home, 'briefing/data/.hidden'), '');
  await symlink('jobs.csv', join(home, 'briefing/data/link.csv'));
  await symlink('../../secret.csv', join(home, 'briefing/data/leak.csv'));
  await symlink('../..', join(home, 'briefing/data/up'));
  await symlink('loop.csv', join(home, 'briefing/data/loop.csv'));
});

afterAll(() => rm(home, { recursive: true, force: true }));

test('a file is read, a link inside the folder too', async () => {
  const folder = openFolder(join(home, 'briefing'));
  expect(new TextDecoder().decode(await folder.read('data/jobs.csv'))).toBe('year,jobs\n');
  expect(new TextDecoder().decode(await folder.read('data/link.csv'))).toBe('year,jobs\n');
});

test('what is not there, or is a folder, is undefined', async () => {
  const folder = openFolder(join(home, 'briefing'));
  expect(await folder.read('data/none.csv')).toBeUndefined();
  expect(await folder.read('data/jobs.csv/deeper')).toBeUndefined();
  expect(await folder.read('data')).toBeUndefined();
  expect(await openFolder(join(home, 'nowhere')).read('briefing.yaml')).toBeUndefined();
});

test.each(['../secret.csv', 'data/../../secret.csv', 'data/leak.csv', 'data/up/secret.csv'])(
  '%s is refused',
  async (path) => {
    const reading = openFolder(join(home, 'briefing')).read(path);
    await expect(reading).rejects.toThrow(AuthorError);
    await expect(reading).rejects.toMatchObject({ diagnostics: [{ code: 'path-outside' }] });
  },
);

test('links that lead in a circle are told, not followed', async () => {
  await expect(openFolder(join(home, 'briefing')).read('data/loop.csv')).rejects.toMatchObject({
    diagnostics: [{ code: 'file-unreadable' }],
  });
});

test('files are listed by name, without hidden ones and links that lead outside', async () => {
  const folder = openFolder(join(home, 'briefing'));
  expect(await folder.list('data')).toEqual(['data/jobs.csv', 'data/link.csv', 'data/sub/a.csv']);
  expect(await folder.list('nothing')).toEqual([]);
});
