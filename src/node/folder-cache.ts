import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteCache } from '../base/byte-cache.ts';
import { isAlive } from '../base/is-alive.ts';
import { makeFolders } from '../base/make-folders.ts';
import { whenProcessEnds } from '../print/process-end.ts';

export interface FolderCache extends ByteCache {
  /**
   * Removes what was used longest ago until the folder holds no more than `limit` bytes, and what killed runs were
   * writing.
   */
  trim(limit?: number): Promise<void>;
}

export interface CacheOptions {
  /**
   * Signs every entry (HMAC-SHA256, RFC 2104). The folder lies in the briefing's own, which may come from a stranger: what
   * this user did not write is not trusted.
   */
  secret: Uint8Array;
  /** What made the entries; those of another release are never met. */
  version: string;
}

/** Bytes that a project's cache may hold. */
const most = 256 * 2 ** 20;

/**
 * A cache in a folder, one file a key: a signature over key and bytes, then the bytes. A file that does not match is made
 * anew; files are written beside and renamed, so that runs at the same time do not meet; a folder that cannot be
 * written to is no cache.
 */
export function openFolderCache(folder: string, { secret, version }: CacheOptions): FolderCache {
  const nameOf = (key: string) => createHash('sha256').update(`${version}\n${key}`).digest('hex');
  const sign = (name: string, bytes: Uint8Array) => createHmac('sha256', secret).update(name).update(bytes).digest();
  return {
    async get(key) {
      const name = nameOf(key);
      const file = read(join(folder, name));
      return file && sign(name, file.subarray(32)).equals(file.subarray(0, 32)) ? file.subarray(32) : undefined;
    },
    async set(key, bytes) {
      const name = nameOf(key);
      write(folder, join(folder, name), Buffer.concat([sign(name, bytes), bytes]));
    },
    trim: (limit = most) => trim(folder, limit),
  };
}

/** Also notes that it was used. */
function read(path: string): Buffer | undefined {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return undefined;
  }
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // It may be read and not be written to.
  }
  return file;
}

/** In one go, and with signals listened to: they are heard before or after it, so that only SIGKILL can leave half of a file. */
function write(folder: string, path: string, file: Uint8Array): void {
  const forget = whenProcessEnds(() => {});
  const beside = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    makeFolders(folder);
    writeFileSync(beside, file);
    renameSync(beside, path);
  } catch {
    try {
      rmSync(beside, { force: true });
    } catch {
      // The folder cannot be written to.
    }
  } finally {
    forget();
  }
}

async function trim(folder: string, limit: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const [, writer] = /^[0-9a-f]{64}\.(\d+)-[0-9a-f]{8}$/.exec(name) ?? [];
    if (writer && !isAlive(Number(writer))) await rm(join(folder, name), { force: true }).catch(() => {});
  }
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const found = await stat(path).catch(() => undefined);
      return found?.isFile() ? [{ path, size: found.size, used: found.mtimeMs }] : [];
    }),
  );
  let size = 0;
  for (const file of files.flat().sort((a, b) => b.used - a.used)) {
    size += file.size;
    if (size > limit) await rm(file.path, { force: true }).catch(() => {});
  }
}
