import type { ByteCache } from '../src/base/byte-cache.ts';

/** A cache that a test may look into. */
export interface MemoryCache extends ByteCache {
  entries: Map<string, Uint8Array>;
  /** How often something was looked for. */
  reads: number;
}

export function memoryCache(): MemoryCache {
  const entries = new Map<string, Uint8Array>();
  return {
    entries,
    reads: 0,
    async get(key) {
      this.reads += 1;
      return entries.get(key);
    },
    set: async (key, bytes) => void entries.set(key, bytes),
  };
}
