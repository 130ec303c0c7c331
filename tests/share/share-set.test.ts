import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { manifest, pathOf, placedCharts } from '../built.ts';
import { openReader } from '../live/reader.ts';

const file = (path: string) => {
  const found = manifest.files.find((each) => each.path === path);
  if (!found) throw new Error(`the manifest lists no ${path}`);
  return found;
};
const sizeOf = (path: string) => {
  const bytes = readFileSync(pathOf({ path }));
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
};

describe.each(manifest.languages)('in %s', (language) => {
  test('the social card is 1200 by 630, and the manifest says so', () => {
    const path = `share/${manifest.briefing}-card.${language}.png`;
    expect(file(path)).toMatchObject({ format: 'png', languages: [language], width: 1200, height: 630 });
    expect(sizeOf(path)).toEqual({ width: 1200, height: 630 });
  });

  test('every figure is a picture of twice 700 pixels', () => {
    for (const chart of placedCharts) {
      const path = `figures/${chart}.${language}.png`;
      const { width, height } = file(path);
      expect(sizeOf(path)).toEqual({ width, height });
      expect(width).toBe(1400);
    }
  });

  test('the long picture is 1080 wide, longer than one screenshot can be, and nowhere blank or repeated', () => {
    const path = `share/${manifest.briefing}-long.${language}.png`;
    const { width, height = 0 } = file(path);
    expect(sizeOf(path)).toEqual({ width, height });
    expect(width).toBe(1080);
    expect(height).toBeGreaterThan(16_384);
    const strips = stripsOf(path);
    // No stretch as long as a phone's screen without ink, and no screen like another.
    expect(Math.max(...runsOfBlank(strips.map(({ ink }) => ink)))).toBeLessThan(12);
    const inked = strips.filter(({ ink }) => ink > 100).map(({ digest }) => digest);
    expect(inked.length).toBeGreaterThan(80);
    expect(new Set(inked).size).toBe(inked.length);
  });
});

/** Every 200 rows of a picture: their digest, and how many of them are more than one flat colour. */
function stripsOf(path: string): { digest: string; ink: number }[] {
  const bytes = readFileSync(pathOf({ path }));
  const { width, height } = sizeOf(path);
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const rows = inflateSync(Buffer.concat(data));
  const stride = width * (bytes[25] === 6 ? 4 : 3) + 1;
  return Array.from({ length: Math.floor(height / 200) }, (_, at) => {
    const strip = rows.subarray(200 * at * stride, 200 * (at + 1) * stride);
    const lines = Array.from({ length: 200 }, (_, line) => strip.subarray(line * stride + 1, (line + 1) * stride));
    // A filtered row of one colour is nought but for its first pixel.
    const ink = lines.filter((line) => line.subarray(4).some((byte) => byte !== 0 && byte !== 255)).length;
    return { digest: createHash('sha256').update(strip).digest('hex'), ink };
  });
}

/** Lengths of the stretches without ink. */
function runsOfBlank(strips: number[]): number[] {
  const blank = strips.map((ink) => (ink === 0 ? ' ' : 'x')).join('');
  return blank.split(/x+/).map(({ length }) => length);
}

describe('the page of a figure', () => {
  test.each([
    { hash: '', chinese: true, english: false },
    { hash: '#lang=en', chinese: false, english: true },
    { hash: '#lang=zh-Hans+en', chinese: true, english: true },
  ])('shows the language that its address names: "$hash"', async ({ hash, chinese, english }) => {
    const [chart] = placedCharts;
    await using figure = await openReader(`${pathToFileURL(pathOf({ path: `figures/${chart}.html` })).href}${hash}`);
    const shown = (tag: string) =>
      figure.page.$$eval(`.l[lang=${tag}]`, (all) => all.filter((each) => each.checkVisibility()).length > 0);
    expect([await shown('zh-Hans'), await shown('en')]).toEqual([chinese, english]);
    expect(figure.complaints).toEqual([]);
    expect(figure.requests.filter((url) => !/^(data|file):/.test(url))).toEqual([]);
    expect(figure.requests.filter((url) => url.startsWith('file:'))).toHaveLength(1);
  });

  test('is light', () => {
    for (const chart of placedCharts) {
      const { format, bytes } = file(`figures/${chart}.html`);
      expect(format).toBe('html');
      expect(bytes).toBeLessThan(200 * 1024);
    }
  });
});

test('the data package is a zip of what the briefing was made from', () => {
  const { path } = file(`${manifest.briefing}-data.zip`);
  const names = Object.keys(unzipSync(readFileSync(pathOf({ path }))));
  expect(names).toContain('datapackage.json');
  expect(names.length).toBeGreaterThan(10);
});

test('the page leads to what stands beside it', () => {
  const page = manifest.files.find(({ path, format }) => format === 'html' && !path.includes('/'));
  if (!page) throw new Error('no page');
  const html = readFileSync(pathOf(page), 'utf8');
  const links = Array.from(html.matchAll(/<a href="([^"#:]+)"/g), ([, href = '']) => href);
  expect(links.length).toBeGreaterThanOrEqual(4);
  for (const path of links) expect(existsSync(pathOf({ path: decodeURIComponent(path) }))).toBe(true);
  expect(html).toContain('<meta name="twitter:card"');
  // Without a known address there is nothing that others could fetch a picture from.
  expect(html).not.toContain('og:image');
});
