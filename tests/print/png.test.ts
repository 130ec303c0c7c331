import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutPng } from '../../src/print/cut-png.ts';
import { picture } from '../../src/print/png.ts';
import { stitchPngs } from '../../src/print/stitch-png.ts';
import { decodePng, predict } from './decode-png.ts';

/** Pictures of random pixels, 3 or 4 bytes each, each row behind a filter of its own. */
const pictures = fc
  .record({ width: fc.integer({ min: 1, max: 9 }), alpha: fc.boolean(), height: fc.integer({ min: 1, max: 24 }) })
  .chain(({ width, alpha, height }) => {
    const pixel = alpha ? 4 : 3;
    const row = fc.uint8Array({ minLength: width * pixel, maxLength: width * pixel });
    const filters = fc.array(fc.nat(4), { minLength: height, maxLength: height });
    return fc.record({
      width: fc.constant(width),
      pixel: fc.constant(pixel),
      rows: fc.array(row, { minLength: height, maxLength: height }),
      filters,
    });
  });

interface Sample {
  width: number;
  pixel: number;
  rows: Uint8Array[];
  filters: number[];
}

function pngOf({ width, pixel, rows, filters }: Sample): Uint8Array {
  const filtered = rows.map((row, y) => {
    const [filter = 0, above = new Uint8Array(row.length)] = [filters[y], rows[y - 1]];
    return Buffer.from([filter, ...row.map((byte, x) => byte - predict(filter, row, above, x, pixel))]);
  });
  const head = { width, height: rows.length, colour: pixel === 4 ? 6 : 2, pixel, row: width * pixel + 1 };
  return picture(head, rows.length, deflateSync(Buffer.concat(filtered))).png;
}

const plain = (rows: readonly Uint8Array[]) => rows.map((row) => Buffer.from(row).toString('hex'));

test('parts that are cut out of a picture have its pixels, however its rows are filtered', async () => {
  const cut = fc.record({ sample: pictures, seed: fc.array(fc.nat(23), { minLength: 2, maxLength: 8 }) });
  await fc.assert(
    fc.asyncProperty(cut, async ({ sample, seed }) => {
      const { length } = sample.rows;
      // Rows between two parts belong to neither.
      const edges = [...new Set(seed.map((each) => each % (length + 1)))].sort((a, b) => a - b);
      const parts = edges
        .map((top, at) => ({ top, height: (edges[at + 1] ?? length) - top }))
        .filter(({ height }, at) => height > 0 && at % 3 !== 1);
      if (parts.length === 0) return;
      const found = await cutPng(pngOf(sample), parts);
      expect(found.map(({ png, width, height }) => ({ width, height, rows: plain(decodePng(png).rows) }))).toEqual(
        parts.map(({ top, height }) => ({
          width: sample.width,
          height,
          rows: plain(sample.rows.slice(top, top + height)),
        })),
      );
    }),
  );
});

test('pictures that are put together have the pixels of all, however their rows are filtered', async () => {
  await fc.assert(
    fc.asyncProperty(pictures, fc.nat(23), async (sample, seed) => {
      const at = seed % sample.rows.length;
      const tiles = [
        { ...sample, rows: sample.rows.slice(0, at + 1), filters: sample.filters },
        ...(at + 1 < sample.rows.length ? [{ ...sample, rows: sample.rows.slice(at + 1) }] : []),
      ].map(pngOf);
      const { png, height } = await stitchPngs(each(tiles));
      expect(height).toBe(sample.rows.length);
      expect(plain(decodePng(png).rows)).toEqual(plain(sample.rows));
    }),
  );
});

test('pictures of different widths are not put together', async () => {
  const tile = (width: number) => pngOf({ width, pixel: 3, rows: [new Uint8Array(3 * width)], filters: [0] });
  await expect(stitchPngs(each([tile(2), tile(3)]))).rejects.toThrow('the pictures differ in width or colours');
});

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
