import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import { dataOf, headOf, type PngPicture, picture, unfilter } from './png.ts';

/** Rows of a picture, in pixels. */
export interface PngPart {
  top: number;
  height: number;
}

/**
 * Cuts a picture across into parts that lie under each other. Rows stay filtered as they are, but for each part's first,
 * which has nothing above it any more: it is written plain.
 */
export async function cutPng(png: Uint8Array, parts: readonly PngPart[]): Promise<PngPicture[]> {
  const head = headOf(png);
  const rows: Buffer = await promisify(inflate)(Buffer.concat([...dataOf(png)]));
  const rowAt = (y: number) => rows.subarray(y * head.row, (y + 1) * head.row);
  const tops = new Set(parts.map(({ top }) => top));
  let above = Buffer.alloc(head.row);
  let plain = Buffer.alloc(head.row);
  for (let y = 0; y <= Math.max(...tops); y++) {
    plain.set(rowAt(y));
    unfilter(plain, above, head.pixel);
    if (tops.has(y)) rowAt(y).set(plain);
    [above, plain] = [plain, above];
  }
  return Promise.all(
    parts.map(async ({ top, height }) => {
      const part = rows.subarray(top * head.row, (top + height) * head.row);
      return picture(head, height, await promisify(deflate)(part, { memLevel: 9 }));
    }),
  );
}
