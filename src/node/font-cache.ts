import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../base/cache-folder.ts';
import { isAlive } from '../base/is-alive.ts';
import { type ByteCache, folderCache, noCache } from '../render/fonts/cache.ts';

/**
 * The font subsets kept in `.jianbao/fonts` of a briefing. Entries are sealed with a secret of this user's, so that a
 * briefing from elsewhere cannot bring fonts that show a 3 where 8 is written. No cache where there is no secret to be
 * kept, or where the folder is a link to another place.
 */
export function openFontCache(briefing: string, env: Record<string, string | undefined>): ByteCache {
  const opened = open(briefing, env).catch(() => noCache);
  return { get: async (key, make) => (await opened).get(key, make) };
}

async function open(briefing: string, env: Record<string, string | undefined>): Promise<ByteCache> {
  const outer = join(briefing, '.jianbao');
  const folder = join(outer, 'fonts');
  for (const each of [outer, folder]) if (!(await isFolderOrNothing(each))) return noCache;
  await sweep(folder);
  return folderCache(folder, await secretOf(env));
}

async function isFolderOrNothing(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isDirectory(),
    (error) => error.code === 'ENOENT',
  );
}

/** 32 random bytes, made by the first run and kept for all others of this user. */
async function secretOf(env: Record<string, string | undefined>): Promise<Buffer> {
  const path = join(cacheFolder(env), 'seal');
  const kept = await readFile(path).catch(() => undefined);
  if (kept?.length === 32) return kept;
  await mkdir(cacheFolder(env), { recursive: true });
  if (kept) await rm(path, { force: true });
  // Of two runs at once the first one's counts; the other keeps nothing this time.
  const made = randomBytes(32);
  await writeFile(path, made, { mode: 0o600, flag: 'wx' });
  return made;
}

/** Removes what killed runs were writing: `<hash>.<pid>-<8 hex digits>`. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, pid] = /^[0-9a-f]{64}\.(\d+)-[0-9a-f]{8}$/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) await rm(join(folder, name), { force: true });
  }
}
