import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Computed bytes kept in a folder from run to run; a run without it gives the same bytes, later. */
export interface ByteCache {
  /** The bytes kept under a key, or those that `make` gives, which are then kept. */
  get(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
}

/**
 * A cache in a folder, one file a key: a seal (HMAC-SHA-256 of key and bytes), then the bytes. A file whose seal does not
 * fit is made anew; files are written beside and renamed, so that runs at the same time do not meet; a folder that cannot be
 * written to is no cache.
 */
export function folderCache(folder: string, secret: Uint8Array): ByteCache {
  return {
    async get(key, make) {
      const path = join(folder, createHash('sha256').update(key).digest('hex'));
      const seal = (bytes: Uint8Array) => createHmac('sha256', secret).update(key).update('\0').update(bytes).digest();
      const kept = await readChecked(path, seal);
      if (kept !== undefined) return kept;
      const bytes = await make();
      await write(folder, path, Buffer.concat([seal(bytes), bytes]));
      return bytes;
    },
  };
}

/** Keeps nothing. */
export const noCache: ByteCache = { get: (_key, make) => make() };

async function readChecked(path: string, seal: (bytes: Uint8Array) => Buffer): Promise<Uint8Array | undefined> {
  const file = await readFile(path).catch(() => undefined);
  if (file === undefined || file.length < 32) return undefined;
  const bytes = file.subarray(32);
  return seal(bytes).equals(file.subarray(0, 32)) ? bytes : undefined;
}

async function write(folder: string, path: string, file: Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(beside, file);
    await rename(beside, path);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}
