import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflate, createInflate } from 'node:zlib';

/** A picture as PNG (ISO/IEC 15948) and its size in pixels. */
export interface PngPicture {
  png: Uint8Array;
  width: number;
  height: number;
}

/**
 * Puts pictures of one width under each other; the same pictures give the same bytes. Rows stay filtered as they are: only
 * a picture's first row was filtered against nothing above it, and is written plain. They go through in pieces: a long
 * picture is hundreds of megabytes when unpacked.
 */
export async function stitchPngs(tiles: readonly Uint8Array[]): Promise<PngPicture> {
  const [only, ...more] = tiles;
  if (!only) throw new Error('no picture to put together');
  const head = headOf(only);
  if (more.length === 0) return { png: only, width: head.width, height: head.height };
  const heads = tiles.map(headOf);
  if (heads.some(({ width, colour }) => width !== head.width || colour !== head.colour))
    throw new Error('the pictures differ in width or colours');
  const height = heads.reduce((sum, each) => sum + each.height, 0);
  const packed: Buffer[] = [];
  await pipeline(rowsOf(tiles), createDeflate({ level: 4, memLevel: 9, chunkSize: piece }), async (source) => {
    for await (const part of source) packed.push(part as Buffer);
  });
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header(head.width, height, head.colour)),
    chunk('IDAT', Buffer.concat(packed)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { png, width: head.width, height };
}

/** Bytes that are unpacked at a time. */
const piece = 1 << 18;

interface Head {
  width: number;
  height: number;
  /** 2 for red, green and blue, 6 with alpha. */
  colour: number;
}

function headOf(png: Uint8Array): Head {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const [depth, colour = 0, , , interlace] = bytes.subarray(24, 29);
  if (depth !== 8 || (colour !== 2 && colour !== 6) || interlace !== 0)
    throw new Error('not a PNG as browsers write it');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), colour };
}

/** The rows of pictures one after another, each row behind the number of its filter. */
async function* rowsOf(tiles: readonly Uint8Array[]): AsyncGenerator<Buffer> {
  for (const png of tiles) {
    const { width, colour } = headOf(png);
    const size = colour === 6 ? 4 : 3;
    const row = width * size + 1;
    let before: Buffer | undefined = Buffer.alloc(0);
    for await (const part of Readable.from(dataOf(png)).pipe(createInflate({ chunkSize: piece }))) {
      if (!before) yield part as Buffer;
      else {
        before = Buffer.concat([before, part as Buffer]);
        if (before.length < row) continue;
        unfilterFirst(before.subarray(0, row), size);
        yield before;
        before = undefined;
      }
    }
  }
}

/** The packed rows of a picture. */
function* dataOf(png: Uint8Array): Generator<Buffer> {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') yield bytes.subarray(at + 8, at + 8 + length);
    at += length + 12;
  }
}

/** Undoes the filter of a row that has none above it (ISO/IEC 15948 §9): what lies above counts as nought. */
function unfilterFirst(row: Buffer, size: number): void {
  const filter = row[0];
  row[0] = 0;
  if (filter === 0 || filter === 2) return;
  for (let at = 1 + size; at < row.length; at++) {
    const left = row[at - size] as number;
    // Without a row above, Paeth's predictor is the pixel at the left.
    row[at] = (row[at] as number) + (filter === 3 ? left >> 1 : left);
  }
}

function header(width: number, height: number, colour: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, colour, 0, 0, 0], 8);
  return head;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
