import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Shot } from '../../src/base/world.ts';
import { type Browser, openBrowser } from '../../src/print/browser.ts';
import { stripsOf } from '../../src/print/capture.ts';
import { findBrowser } from '../../src/print/find-browser.ts';
import { decodePng } from './decode-png.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser(await findBrowser({ env: process.env }), { env: process.env, pages: 1 });
});
afterAll(() => browser?.close());

/** 900 bars of 20 pixels, each of a colour of its own: 45 000 rows at 2.5 device pixels. */
const bars = Array.from(
  { length: 900 },
  (_, at) => `<rect y="${20 * at}" width="40" height="20" fill="${colour(at)}"/>`,
);
const html = `<!doctype html><title>.</title><style>body{margin:0}svg{display:block}</style><svg id="bars" width="40" height="18000">${bars.join('')}</svg>`;

function colour(at: number): string {
  return `#${(0x102030 + at * 4099).toString(16).padStart(6, '0').slice(-6)}`;
}

test('a part longer than any screenshot is one picture, each row in its place', async () => {
  const [shot] = await browser.capture(html, { name: 'bars', width: 40, height: 600, scale: 2.5, selector: '#bars' });
  if (!shot) throw new Error('no picture');
  expect([shot.name, shot.width, shot.height]).toEqual(['bars', 100, 45_000]);
  const middles = rowsOf(shot).filter((_, y) => y % 50 === 25);
  expect(middles).toEqual(bars.map((_, at) => colour(at)));
});

test.each([1, 2, 2.5])(
  'parts of any height and place are pictures of their own, %s device pixels each',
  async (scale) => {
    // Some share a screenshot, one is longer than it, one stands beside the others, one is as wide as none.
    const parts = [
      { id: 'a', top: 0, height: 10 },
      { id: 'b', top: 13, height: 31 },
      { id: 'c', top: 44, height: 400 },
      { id: 'long', top: 500, height: 8100 },
      { id: 'd', top: 8600, height: 2 },
      { id: 'beside', top: 8620, height: 20, left: 8 },
      { id: 'narrow', top: 8650, height: 20, width: 16 },
      { id: 'e', top: 8670, height: 3000 },
      { id: 'f', top: 11_670, height: 7000 },
    ];
    const boxes = parts.map(
      ({ id, top, height, left = 0, width = 24 }, at) =>
        `<p id="${id}" style="position:absolute;margin:0;top:${top}px;left:${left}px;width:${width}px;height:${height}px;background:${colour(at)}"></p>`,
    );
    const page = `<!doctype html><title>.</title>${boxes.join('')}`;
    const shots = await browser.capture(page, { name: 'parts', width: 40, height: 600, scale, selector: 'p' });
    const found = shots.map((shot) => ({
      name: shot.name,
      size: [shot.width, shot.height],
      colours: [...new Set(rowsOf(shot))],
    }));
    expect(found).toEqual(
      parts.map(({ id, height, width = 24 }, at) => ({
        name: id,
        size: [width * scale, (height - (height % 2)) * scale],
        colours: [colour(at)],
      })),
    );
  },
);

test('parts under each other share a screenshot as far as it goes', () => {
  const box = (name: string, y: number, height: number, x = 0, width = 700) => ({ name, x, y, width, height });
  const boxes = [
    box('a', 0, 400),
    box('b', 410, 402),
    box('c', 812, 188),
    box('too low', 1000, 10),
    box('long', 1010, 5000),
    box('beside', 6010, 10, 5),
    box('narrow', 6020, 10, 0, 690),
    box('d', 6030, 10),
    box('above', 6000, 10),
  ];
  const names = (scale: number) => stripsOf(boxes, 1000, scale).map((strip) => strip.map(({ name }) => name).join(' '));
  expect(names(2)).toEqual(['a b c', 'too low', 'long', 'beside', 'narrow', 'd', 'above']);
  // 402 are 502.5 device pixels.
  expect(names(1.25)).toEqual(['a', 'b', 'c', 'too low', 'long', 'beside', 'narrow', 'd', 'above']);
});

test('a part without a size is told by its name', async () => {
  const page = '<!doctype html><title>.</title><p id="a">a</p><p id="b" style="height:1px"></p>';
  const taken = browser.capture(page, { name: 'parts', width: 40, height: 600, scale: 2, selector: 'p' });
  await expect(taken).rejects.toThrow('b has no size');
});

/** The colour of each row's first pixel; the picture is as large as it says. */
function rowsOf({ png, width, height }: Shot): string[] {
  const { rows, pixel } = decodePng(png);
  expect([rows[0]?.length, rows.length]).toEqual([width * pixel, height]);
  return rows.map((row) => `#${row.subarray(0, 3).toString('hex')}`);
}
