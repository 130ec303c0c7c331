import { promisify } from 'node:util';
import { crc32, deflate, inflate } from 'node:zlib';

/** A picture as PNG (ISO/IEC 15948) and its size in pixels. */
export interface PngPicture {
  png: Uint8Array;
  width: number;
  height: number;
}

/**
 * Puts pictures of one width under each other; the same pictures give the same bytes. Rows stay filtered as they are: only
 * a picture's first row was filtered against nothing above it, and is written plain.
 */
export async function stitchPngs(tiles: readonly Uint8Array[]): Promise<PngPicture> {
  const [only, ...more] = tiles;
  if (!only) throw new Error('no picture to put together');
  const head = headOf(only);
  if (more.length === 0) return { png: only, width: head.width, height: head.height };
  const parts = await Promise.all(tiles.map(rowsOf));
  if (parts.some(({ width, colour }) => width !== head.width || colour !== head.colour))
    throw new Error('the pictures differ in width or colours');
  const height = parts.reduce((sum, part) => sum + part.height, 0);
  const rows = await promisify(deflate)(Buffer.concat(parts.map(({ rows }) => rows)), { level: 6, memLevel: 9 });
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header(head.width, height, head.colour)),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { png, width: head.width, height };
}

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

/** The rows of a picture, each behind the number of its filter. */
async function rowsOf(png: Uint8Array): Promise<Head & { rows: Buffer }> {
  const head = headOf(png);
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const rows = await promisify(inflate)(Buffer.concat(data));
  const size = head.colour === 6 ? 4 : 3;
  unfilterFirst(rows.subarray(0, head.width * size + 1), size);
  return { ...head, rows };
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
