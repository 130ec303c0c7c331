import { join } from 'node:path';
import type { ByteCache } from '../base/byte-cache.ts';
import { cacheFolder } from '../base/cache-folder.ts';
import { cacheSecret } from './cache-secret.ts';
import { openFolderCache } from './folder-cache.ts';

/** Bytes that they may take: three faces of 2 MB for each release of the fonts. */
const most = 32 * 2 ** 20;

/** Where the common parts of large faces are kept for all briefings of this user; undefined where nothing can be kept. */
export async function openCommonFonts(env: Record<string, string | undefined>): Promise<ByteCache | undefined> {
  const secret = await cacheSecret(env).catch(() => undefined);
  if (secret === undefined) return undefined;
  const { get, set, trim } = openFolderCache(join(cacheFolder(env), 'fonts'), { secret, version: '1' });
  return {
    get,
    async set(key, bytes) {
      await set(key, bytes);
      await trim(most);
    },
  };
}
