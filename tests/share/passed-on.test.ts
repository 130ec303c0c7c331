import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import jsQR from 'jsqr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../command/run.ts';
import { openReader } from '../live/reader.ts';
import { root } from '../root.ts';

/** Its types say that the function is in `default`; it is the module itself. */
const read = jsQR as unknown as typeof jsQR.default;

const published = 'https://example.org/briefings/jobs-2023/';
const folder = mkdtempSync(join(tmpdir(), 'jianbao-passed-on-'));
const input = join(folder, 'input');

/** The minimal briefing built with its share set, with an address or without. */
async function built(name: string, address?: string): Promise<string> {
  cpSync(join(root, 'tests/cases/minimal/input'), input, { recursive: true });
  if (address) {
    const settings = join(input, 'briefing.yaml');
    writeFileSync(settings, `${readFileSync(settings, 'utf8')}address: ${address}\n`);
  }
  const output = join(folder, name);
  const { code, error } = await run(['build', input, '--quiet', '--format', 'html,share', '--output', output]);
  expect([code, error]).toEqual([0, '']);
  return output;
}

let mailed: string;
let known: string;
beforeAll(async () => {
  mailed = await built('mailed');
  known = await built('published', published);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['zh-Hans', 'en'])(
  'a phone reads the page’s address off the end of the long picture: %s',
  async (language) => {
    await using desk = await openReader('about:blank');
    const png = readFileSync(join(known, `share/minimal-long.${language}.png`)).toString('base64');
    const { pixels, width, height } = await desk.page.evaluate(async (png) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${png}`;
      await picture.decode();
      const height = Math.min(picture.height, 1200);
      const canvas = document.createElement('canvas');
      canvas.width = picture.width;
      canvas.height = height;
      const context = canvas.getContext('2d');
      context?.drawImage(picture, 0, height - picture.height);
      const data = context?.getImageData(0, 0, picture.width, height).data ?? [];
      return { pixels: Array.from(data), width: picture.width, height };
    }, png);
    expect(read(Uint8ClampedArray.from(pixels), width, height)?.data).toBe(published);
  },
);

test('without an address there is no code to read', () => {
  expect(readFileSync(join(mailed, 'minimal.html'), 'utf8')).not.toContain('class="qr"');
});

test.each([
  { where: 'as it is copied', sandbox: '' },
  { where: 'in a sandbox', sandbox: ' sandbox="allow-scripts"' },
])('the embedding code shows the figure in another page, offline: $where', async ({ sandbox }) => {
  await using reader = await openReader(`${pathToFileURL(join(mailed, 'minimal.html')).href}#lang=en`);
  await reader.press('#chart-jobs [data-take=embed]');
  await reader.page.waitForSelector('#chart-jobs .told textarea');
  const snippet = await reader.page.$eval(
    '#chart-jobs .told textarea',
    (field) => (field as HTMLTextAreaElement).value,
  );
  expect(snippet).toMatch(/^<iframe src="figures\/jobs\.html#lang=en" title="New jobs rose again"/);
  const host = join(mailed, 'host.html');
  writeFileSync(host, `<!doctype html><title>host</title>${snippet.replace('<iframe', `<iframe${sandbox}`)}`);
  await using visitor = await openReader(pathToFileURL(host).href);
  const frame = await visitor.page.waitForFrame((each) => each.parentFrame() !== null);
  await frame.waitForSelector('.drawing[lang=en] svg', { visible: true });
  const seen = await frame.evaluate(() => ({
    text: document.body.innerText,
    overflow: document.documentElement.scrollWidth - innerWidth,
    cut: document.documentElement.scrollHeight - innerHeight,
  }));
  expect(seen.text).toContain('New jobs rose again');
  expect(seen.text).not.toContain('新增就业');
  expect(seen.overflow).toBeLessThanOrEqual(0);
  expect(seen.cut).toBeLessThanOrEqual(0);
  expect(visitor.complaints).toEqual([]);
  expect(visitor.requests.filter((url) => !/^(data|file):/.test(url))).toEqual([]);
});

test('a published page gives an embedding code that leads to where it is published', async () => {
  await using reader = await openReader(pathToFileURL(join(known, 'minimal.html')).href);
  await reader.press('#chart-jobs [data-take=embed]');
  await reader.page.waitForSelector('#chart-jobs .told textarea');
  const snippet = await reader.page.$eval(
    '#chart-jobs .told textarea',
    (field) => (field as HTMLTextAreaElement).value,
  );
  expect(snippet).toContain(`src="${published}figures/jobs.html#lang=zh-Hans"`);
});

test('a figure’s own page is light, or what its address asks for, and so is all of it', async () => {
  await using visitor = await openReader(pathToFileURL(join(mailed, 'figures/jobs.html')).href);
  const { page } = visitor;
  const seen = async (system: string, theme: string) => {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: system }]);
    return page.evaluate(async (theme) => {
      const followed = new Promise((done) => addEventListener('hashchange', done, { once: true }));
      location.hash = `lang=en${theme}`;
      await followed;
      const { backgroundColor, color } = getComputedStyle(document.body);
      const isDark = (rgb: string) => Number(/\d+/.exec(rgb)?.[0]) < 128;
      const label = [...document.querySelectorAll('.drawing:not([hidden]) svg text')].find((each) =>
        each.checkVisibility(),
      );
      return [backgroundColor, color, label ? getComputedStyle(label).fill : ''].map(isDark);
    }, theme);
  };
  const [light, dark] = [
    [false, true, true],
    [true, false, false],
  ];
  for (const system of ['light', 'dark']) {
    expect(await seen(system, '')).toEqual(light);
    expect(await seen(system, '&theme=dark')).toEqual(dark);
    expect(await seen(system, '&theme=auto')).toEqual(system === 'dark' ? dark : light);
    expect(await seen(system, '&theme=purple')).toEqual(light);
  }
});
