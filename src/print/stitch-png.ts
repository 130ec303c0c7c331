import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDeflate, createInflate } from 'node:zlib';
import { dataOf, headOf, type PngHead, type PngPicture, picture, unfilter } from './png.ts';

/**
 * Puts pictures of one width under each other as they come; the same pictures give the same bytes. Rows stay filtered as
 * they are: only a picture's first row was filtered against nothing above it, and is written plain. They go through in
 * pieces: a long picture is hundreds of megabytes when unpacked.
 */
export async function stitchPngs(tiles: AsyncIterable<Uint8Array>): Promise<PngPicture> {
  let first: PngHead | undefined;
  let height = 0;
  const packed: Buffer[] = [];
  await pipeline(rows, createDeflate({ level: 4, memLevel: 9, chunkSize: piece }), async (source) => {
    for await (const part of source) packed.push(part as Buffer);
  });
  if (!first) throw new Error('no picture to put together');
  return picture(first, height, Buffer.concat(packed));

  async function* rows(): AsyncGenerator<Buffer> {
    for await (const tile of tiles) {
      const head = headOf(tile);
      first ??= head;
      if (head.width !== first.width || head.colour !== first.colour)
        throw new Error('the pictures differ in width or colours');
      height += head.height;
      yield* rowsOf(tile, head);
    }
  }
}

/** Bytes that are unpacked at a time. */
const piece = 1 << 20;

/** The rows of a picture, in pieces. */
async function* rowsOf(tile: Uint8Array, { row, pixel }: PngHead): AsyncGenerator<Buffer> {
  let before: Buffer | undefined = Buffer.alloc(0);
  for await (const part of Readable.from(dataOf(tile)).pipe(createInflate({ chunkSize: piece }))) {
    if (!before) yield part as Buffer;
    else {
      before = Buffer.concat([before, part as Buffer]);
      if (before.length < row) continue;
      unfilter(before.subarray(0, row), new Uint8Array(row), pixel);
      yield before;
      before = undefined;
    }
  }
}
