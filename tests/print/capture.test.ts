import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, openBrowser } from '../../src/print/browser.ts';
import { findBrowser } from '../../src/print/find-browser.ts';

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
  const wrong = middleColours(shot.png, 100, 45_000, 50).filter((found, at) => found !== colour(at));
  expect(wrong).toEqual([]);
});

/** The colour in the middle of every `step` rows; rows are read by undoing their filters, as any decoder does. */
function middleColours(png: Uint8Array, width: number, height: number, step: number): string[] {
  const bytes = Buffer.from(png);
  const size = bytes[25] === 6 ? 4 : 3;
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const rows = inflateSync(Buffer.concat(data));
  const stride = width * size;
  let above = Buffer.alloc(stride);
  const colours: string[] = [];
  for (let y = 0; y < height; y++) {
    const row = Buffer.from(rows.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)));
    const filter = rows[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const [a, b, c] = [x < size ? 0 : row[x - size], above[x], x < size ? 0 : above[x - size]] as [
        number,
        number,
        number,
      ];
      const paeth = [a, b, c].reduce((best, each) =>
        Math.abs(a + b - c - each) < Math.abs(a + b - c - best) ? each : best,
      );
      const predicted = [0, a, b, (a + b) >> 1, paeth][filter ?? 0] ?? 0;
      row[x] = ((row[x] ?? 0) + predicted) & 255;
    }
    above = row;
    if (y % step === step / 2) colours.push(`#${row.subarray(0, 3).toString('hex')}`);
  }
  return colours;
}
