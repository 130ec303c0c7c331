import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../base/cache-folder.ts';
import { makeFolders } from '../base/make-folders.ts';

/**
 * This user's secret, 32 bytes, which signs what caches hold: made by the first run and kept for all others. Throws where
 * it cannot be kept.
 */
export async function cacheSecret(env: Record<string, string | undefined>): Promise<Uint8Array> {
  const path = join(cacheFolder(env), 'seal');
  const known = await readFile(path).catch(() => undefined);
  if (known?.length === 32) return known;
  makeFolders(cacheFolder(env));
  if (known) await rm(path, { force: true });
  // Of two runs at once the first one's counts; the other keeps nothing this time.
  const made = randomBytes(32);
  await writeFile(path, made, { mode: 0o600, flag: 'wx' });
  return made;
}
