/** Computed bytes kept from run to run; a run without it gives the same bytes, later. */
export interface ByteCache {
  /** The bytes kept under a key, or undefined. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Keeps bytes under a key; a cache that cannot is none, and says nothing. */
  set(key: string, bytes: Uint8Array): Promise<void>;
}

/** Keeps nothing. */
export const noCache: ByteCache = { get: async () => undefined, set: async () => {} };

/** The bytes kept under a key, or those that `make` gives, which are then kept. */
export async function kept(cache: ByteCache, key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const known = await cache.get(key);
  if (known !== undefined) return known;
  const bytes = await make();
  await cache.set(key, bytes);
  return bytes;
}
