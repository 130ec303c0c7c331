import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeFolders } from '../../src/base/make-folders.ts';

const place = mkdtempSync(join(tmpdir(), 'jianbao-folders-'));
afterAll(() => rmSync(place, { recursive: true }));

test('folders above are made too, and what was made is told from the outside in', () => {
  mkdirSync(join(place, 'a'));
  expect(makeFolders(join(place, 'a/b/c'))).toEqual([join(place, 'a/b'), join(place, 'a/b/c')]);
  expect(makeFolders(join(place, 'a/b/c'))).toEqual([]);
});

test('a link to a folder is one; a file, and a link to nothing, are none', () => {
  mkdirSync(join(place, 'real'));
  symlinkSync(join(place, 'real'), join(place, 'link'));
  symlinkSync(join(place, 'nothing'), join(place, 'broken'));
  writeFileSync(join(place, 'file'), '');
  expect(makeFolders(join(place, 'link'))).toEqual([]);
  for (const name of ['file', 'file/in', 'broken', 'broken/in'])
    expect(() => makeFolders(join(place, name)), name).toThrow(/EEXIST|ENOTDIR/);
});

test.runIf(existsSync('/proc/self'))(
  'where the system lets nobody make a folder it fails instead of trying for ever',
  () => {
    expect(() => makeFolders('/proc/jianbao/cache')).toThrow(/ENOENT/);
  },
);

test('what it made before it failed is taken away again', () => {
  const name = 'x'.repeat(300);
  expect(() => makeFolders(join(place, 'new/deep', name))).toThrow(/ENAMETOOLONG/);
  expect(readdirSync(place)).not.toContain('new');
});
