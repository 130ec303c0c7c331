import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFolderCache } from '../../src/node/folder-cache.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianbao-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const secret = Buffer.from('this user’s own secret, kept safe');
const open = (given: { secret?: Uint8Array; version?: string } = {}) =>
  openFolderCache(folder, { secret, version: '1', ...given });
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (found: Uint8Array | undefined) => found && new TextDecoder().decode(found);

describe('a folder cache', () => {
  it('gives back what was kept, to a later run too', async () => {
    await open().set('map', bytes('drawing'));
    expect(text(await open().get('map'))).toBe('drawing');
    expect(await open().get('bars')).toBeUndefined();
  });

  it('knows nothing of another release', async () => {
    await open().set('map', bytes('drawing'));
    expect(await open({ version: '2' }).get('map')).toBeUndefined();
  });

  it('trusts nothing that another user wrote', async () => {
    await open({ secret: Buffer.from('a stranger’s secret') }).set('map', bytes('poison'));
    expect(await open().get('map')).toBeUndefined();
  });

  it('takes no entry for another one', async () => {
    await open().set('map', bytes('drawing'));
    const [map = ''] = await readdir(folder);
    await open().set('bars', bytes('other'));
    const bars = (await readdir(folder)).find((name) => name !== map) ?? '';
    await writeFile(join(folder, bars), await readFile(join(folder, map)));
    expect(await open().get('bars')).toBeUndefined();
  });

  it.each([
    ['cut short', (file: Buffer) => file.subarray(0, 35)],
    ['changed', (file: Buffer) => Buffer.concat([file.subarray(0, -1), Buffer.from('X')])],
    ['empty', () => Buffer.alloc(0)],
  ])('ignores an entry that is %s', async (_how, damage) => {
    await open().set('map', bytes('drawing'));
    const [name = ''] = await readdir(folder);
    await writeFile(join(folder, name), damage(await readFile(join(folder, name))));
    expect(await open().get('map')).toBeUndefined();
  });

  it('lets go of what was used longest ago when it grows too large', async () => {
    const cache = open();
    for (const [index, key] of ['old', 'middle', 'new'].entries()) {
      await cache.set(key, new Uint8Array(1000));
      const names = await readdir(folder);
      const paths = names.map((name) => join(folder, name));
      if (index === 0) await Promise.all(paths.map((path) => utimes(path, 1000, 1000)));
    }
    await cache.trim(2500);
    expect(await cache.get('old')).toBeUndefined();
    expect(await cache.get('middle')).toHaveLength(1000);
    expect(await cache.get('new')).toHaveLength(1000);
  });

  it('is none where its folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    const cache = openFolderCache(join(folder, 'file', 'cache'), { secret, version: '1' });
    await cache.set('map', bytes('drawing'));
    expect(await cache.get('map')).toBeUndefined();
    await cache.trim();
  });
});
