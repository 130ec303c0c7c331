import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Computed bytes kept in a folder from run to run; a run without it gives the same bytes, later. */
export interface ByteCache {
  /** The bytes kept under a key, or those that `make` gives, which are then kept. */
  get(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
}

/**
 * A cache in a folder, one file a key: SHA-256 of the bytes, then the bytes. A file that does not match its hash is made
 * anew; files are written beside and renamed, so that runs at the same time do not meet; a folder that cannot be
 * written to is no cache.
 */
export function folderCache(folder: string): ByteCache {
  return {
    async get(key, make) {
      const path = join(folder, sha256(key).toString('hex'));
      const kept = await readChecked(path);
      if (kept !== undefined) return kept;
      const bytes = await make();
      await write(folder, path, Buffer.concat([sha256(bytes), bytes]));
      return bytes;
    },
  };
}

/** Keeps nothing. */
export const noCache: ByteCache = { get: (_key, make) => make() };

async function readChecked(path: string): Promise<Uint8Array | undefined> {
  const file = await readFile(path).catch(() => undefined);
  if (file === undefined || file.length < 32) return undefined;
  const bytes = file.subarray(32);
  return sha256(bytes).equals(file.subarray(0, 32)) ? bytes : undefined;
}

async function write(folder: string, path: string, file: Uint8Array): Promise<void> {
  const beside = `${path}.${randomUUID()}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(beside, file);
    await rename(beside, path);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
