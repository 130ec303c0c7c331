import { inflateSync } from 'node:zlib';

/** A picture's rows, read by undoing their filters as any decoder does (ISO/IEC 15948 §9), and the bytes of a pixel. */
export function decodePng(png: Uint8Array): { rows: Buffer[]; pixel: number } {
  const bytes = Buffer.from(png);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const pixel = bytes[25] === 6 ? 4 : 3;
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const stride = width * pixel;
  const packed = inflateSync(Buffer.concat(data));
  if (packed.length !== height * (stride + 1)) throw new Error('the picture has more or fewer rows than its head says');
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y++) {
    const above = rows.at(-1) ?? Buffer.alloc(stride);
    const row = Buffer.from(packed.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)));
    const filter = packed[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x++) row[x] = (row[x] ?? 0) + predict(filter, row, above, x, pixel);
    rows.push(row);
  }
  return { rows, pixel };
}

/** What a filter takes a byte for, by what is left of it, above it and left of that. */
export function predict(filter: number, row: Uint8Array, above: Uint8Array, x: number, pixel: number): number {
  const [a, b, c] = [x < pixel ? 0 : (row[x - pixel] ?? 0), above[x] ?? 0, x < pixel ? 0 : (above[x - pixel] ?? 0)];
  const paeth = [a, b, c].reduce((best, each) =>
    Math.abs(a + b - c - each) < Math.abs(a + b - c - best) ? each : best,
  );
  return [0, a, b, (a + b) >> 1, paeth][filter] ?? 0;
}
