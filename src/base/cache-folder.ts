import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where jianbao keeps what can be made again (unpacked browser, font subsets): `jianbao` in the user's cache folder, by
 * the XDG Base Directory specification and its counterparts on macOS and Windows.
 */
export function cacheFolder(env: Record<string, string | undefined>, platform: string = process.platform): string {
  if (env.XDG_CACHE_HOME?.startsWith('/')) return join(env.XDG_CACHE_HOME, 'jianbao');
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'jianbao', 'Cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'jianbao');
  return join(env.HOME || homedir(), '.cache', 'jianbao');
}
