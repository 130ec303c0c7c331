import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ByteCache, noCache } from '../base/byte-cache.ts';
import { packageVersion } from '../base/package-version.ts';
import { cacheSecret } from './cache-secret.ts';
import { type FolderCache, openFolderCache } from './folder-cache.ts';
import type { OwnPackage } from './package.ts';

/** What a project's builds keep for the next one. */
export interface ProjectCache extends ByteCache {
  /** Whether a build of this release went well here before, so that much of the next is likely to be there. */
  isWarm(): Promise<boolean>;
  /** Notes that a build went well, and lets go of what was used longest ago. */
  done(): Promise<void>;
}

/**
 * Opens `.jianbao/cache` in a briefing's folder. Entries belong to this very program: another bundle, Node or release of the
 * fonts meets none of them. Nothing is kept without a bundle, without a secret to sign with, or where the folder is a link
 * to another place.
 */
export async function openProjectCache(folder: string, { buildId, fontPackages }: OwnPackage): Promise<ProjectCache> {
  const none = { ...noCache, isWarm: async () => false, done: async () => {} };
  const place = join(folder, '.jianbao', 'cache');
  if (buildId === undefined || !(await isFolderOrNothing(dirname(place))) || !(await isFolderOrNothing(place)))
    return none;
  const secret = await cacheSecret(process.env).catch(() => undefined);
  if (secret === undefined) return none;
  const version = JSON.stringify([buildId, process.version, ...fontPackages.map(packageVersion)]);
  const cache = openFolderCache(place, { secret, version });
  return { ...cache, isWarm: async () => (await cache.get('done')) !== undefined, done: () => done(cache) };
}

async function isFolderOrNothing(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isDirectory(),
    (error) => error.code === 'ENOENT',
  );
}

async function done(cache: FolderCache): Promise<void> {
  await cache.set('done', new Uint8Array(1));
  await cache.trim();
}
