import { crc32 } from 'node:zlib';

/** A picture as PNG (ISO/IEC 15948) and its size in pixels. */
export interface PngPicture {
  png: Uint8Array;
  width: number;
  height: number;
}

export interface PngHead {
  width: number;
  height: number;
  /** 2 for red, green and blue, 6 with alpha. */
  colour: number;
  /** Bytes of a pixel. */
  pixel: number;
  /** Bytes of a row with the number of its filter before it. */
  row: number;
}

/** What the head of a PNG says; throws where it is none as browsers write them. */
export function headOf(png: Uint8Array): PngHead {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const [depth, colour = 0, , , interlace] = bytes.subarray(24, 29);
  if (depth !== 8 || (colour !== 2 && colour !== 6) || interlace !== 0)
    throw new Error('not a PNG as browsers write it');
  const width = bytes.readUInt32BE(16);
  const pixel = colour === 6 ? 4 : 3;
  return { width, height: bytes.readUInt32BE(20), colour, pixel, row: width * pixel + 1 };
}

/** The packed rows of a picture. */
export function* dataOf(png: Uint8Array): Generator<Buffer> {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') yield bytes.subarray(at + 8, at + 8 + length);
    at += length + 12;
  }
}

/** A picture of packed rows. */
export function picture({ width, colour }: PngHead, height: number, packed: Uint8Array): PngPicture {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, colour, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [chunk('IHDR', head), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))];
  return { png: Buffer.concat([signature, ...chunks]), width, height };
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/**
 * Undoes the filter of a row (ISO/IEC 15948 §9), which is plain from then on. Both rows have the number of their filter
 * before them; `above` is plain, and nothing but noughts over the first row.
 */
export function unfilter(row: Uint8Array, above: Uint8Array, pixel: number): void {
  const filter = row[0];
  row[0] = 0;
  if (filter === 0) return;
  // The filter that browsers use most has a loop of its own: a long picture has millions of pixels.
  if (filter === 2) {
    for (let at = 1; at < row.length; at++) row[at] = (row[at] as number) + (above[at] as number);
    return;
  }
  for (let at = 1; at < row.length; at++) {
    const [left, corner] = at > pixel ? [row[at - pixel] as number, above[at - pixel] as number] : [0, 0];
    row[at] = (row[at] as number) + predicted(filter, left, above[at] as number, corner);
  }
}

function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 3) return (left + up) >> 1;
  // Paeth's predictor: whichever is nearest to the plane through all three.
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
