import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../base/cache-folder.ts';
import { isAlive } from '../base/is-alive.ts';
import { makeFolders } from '../base/make-folders.ts';

/**
 * A folder in the user's cache, made by `fill` unless a whole one is there. It is filled beside its place and renamed,
 * so two processes at once are safe and nobody sees half of it. Where the cache cannot be written, a private folder
 * in the system's temporary folder serves.
 */
export async function makeFolderOnce(
  env: Record<string, string | undefined>,
  name: string,
  isWhole: (folder: string) => Promise<boolean>,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const usual = join(cacheFolder(env), name);
  if (await isWhole(usual)) return usual;
  const folder = join(await writableCache(env), name);
  if (await isWhole(folder)) return folder;
  await sweep(folder);
  const beside = `${folder}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    makeFolders(beside);
    await fill(beside);
    await moveIntoPlace(beside, folder, isWhole);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return folder;
}

async function writableCache(env: Record<string, string | undefined>): Promise<string> {
  const usual = cacheFolder(env);
  try {
    makeFolders(usual);
    const probe = join(usual, `.${process.pid}-${randomBytes(4).toString('hex')}`);
    await mkdir(probe);
    await rm(probe, { recursive: true });
    return usual;
  } catch {
    return privateTemporaryFolder();
  }
}

/** Kept between runs, so its owner is checked: another user must not be able to put a program there. */
async function privateTemporaryFolder(): Promise<string> {
  const user = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `jianbao-${user}`);
  await mkdir(folder, { mode: 0o700 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const { uid, mode } = await lstat(folder);
  if (process.getuid && (uid !== user || (mode & 0o077) !== 0)) throw new Error(`${folder} belongs to somebody else`);
  return folder;
}

async function moveIntoPlace(beside: string, folder: string, isWhole: (folder: string) => Promise<boolean>) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await rename(beside, folder);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (attempt === 3 || !['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(code)) throw error;
      if (await isWhole(folder)) return;
      const damaged = `${beside}-damaged`;
      await rename(folder, damaged).catch(() => {});
      await rm(damaged, { recursive: true, force: true });
    }
  }
}

/** Removes what killed runs left beside the folder. */
async function sweep(folder: string) {
  const start = `${folder.slice(dirname(folder).length + 1)}.`;
  for (const name of await readdir(dirname(folder)).catch(() => [])) {
    const [, pid] = /^(\d+)-[0-9a-f]{8}(-damaged)?$/.exec(name.startsWith(start) ? name.slice(start.length) : '') ?? [];
    if (pid && !isAlive(Number(pid))) await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}
