import { type ByteCache, kept } from '../base/byte-cache.ts';
import type { Shot } from '../base/world.ts';

/** Pictures kept under one key, or those that `make` takes, which are then kept. */
export async function keptShots(cache: ByteCache, key: string, make: () => Promise<Shot[]>): Promise<Shot[]> {
  return unpacked(await kept(cache, key, async () => packed(await make())));
}

/** Names and sizes as one line of JSON, then the pictures after each other. */
function packed(shots: Shot[]): Uint8Array {
  const about = shots.map(({ png, ...rest }) => ({ ...rest, bytes: png.byteLength }));
  return Buffer.concat([Buffer.from(`${JSON.stringify(about)}\n`), ...shots.map(({ png }) => png)]);
}

function unpacked(pack: Uint8Array): Shot[] {
  const bytes = Buffer.from(pack.buffer, pack.byteOffset, pack.byteLength);
  let at = bytes.indexOf('\n') + 1;
  const about: (Omit<Shot, 'png'> & { bytes: number })[] = JSON.parse(bytes.toString('utf8', 0, at));
  return about.map(({ bytes: length, ...rest }) => {
    const png = bytes.subarray(at, at + length);
    at += length;
    return { ...rest, png };
  });
}
