import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manifest, pathOf, placedCharts, report } from '../built.ts';
import { openReader, type Reader } from './reader.ts';

const [file] = manifest.files.filter(({ format, path }) => format === 'html' && !path.includes('/'));
if (!file) throw new Error('no page was built');
const address = pathToFileURL(pathOf(file)).href;
const [chart = ''] = placedCharts;

let reader: Reader;
/** An empty page to look at files with, free of the briefing's policy. */
let desk: Page;
beforeAll(async () => {
  reader = await openReader(address);
  desk = await reader.page.browser().newPage();
  await reader.page.bringToFront();
});
afterAll(() => reader?.[Symbol.asyncDispose]());

const look = (view: string) => reader.page.click(`label[for="view-${view}"]`);
const control = (id: string, kind: string) => `#chart-${id} [data-take=${kind}]`;

describe('the data of a figure as CSV', () => {
  test('opens in a spreadsheet with its Chinese, and holds the very numbers of the table', async () => {
    const { name, bytes } = await reader.saved(control(chart, 'csv'));
    expect(name).toBe(`${manifest.briefing}-${chart}.csv`);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head = '', ...lines] = bytes.toString('utf8').slice(1).split('\r\n');
    expect(head).toBe(
      '年份 / Year,城镇新增就业（人） / New urban jobs (people),年度目标（人） / Annual target (people)',
    );
    const table = report.tables['new-urban-jobs'];
    const rows = lines.slice(0, lines.indexOf('')).map((line) => line.split(','));
    expect(rows.length).toBeGreaterThan(5);
    for (const [year, jobs] of rows) {
      const row = table?.rows.find((each) => String(each.year) === year);
      expect(jobs).toBe(row?.jobs === null ? '' : String(row?.jobs));
    }
  });

  test('says under the data what it is, in both languages', async () => {
    const { bytes } = await reader.saved(control(chart, 'csv'));
    const [, remarks = ''] = bytes.toString('utf8').split('\r\n\r\n');
    for (const words of ['图1', '注：', '资料来源：', 'Figure 1', 'Note: ', 'Sources: '])
      expect(remarks).toContain(words);
  });

  test('every figure with data has it', async () => {
    const having = await reader.page.$$eval('figure.chart', (figures) =>
      figures.filter((figure) => figure.querySelector('[data-take=csv]')).map(({ id }) => id.replace('chart-', '')),
    );
    expect(having).toEqual(placedCharts);
  });
});

describe.each([
  { view: 'zh-Hans', languages: 'zh-Hans', words: ['图1', '资料来源：'] },
  { view: 'en', languages: 'en', words: ['Figure 1', 'Sources: '] },
  { view: 'all', languages: 'zh-Hans+en', words: ['图1', '资料来源：', 'Figure 1', 'Sources: '] },
])('the drawing of a figure in the view $view', ({ view, languages, words }) => {
  test('is an SVG that stands alone: title, note, source and fonts inside, real colours', async () => {
    await look(view);
    const { name, bytes } = await reader.saved(control(chart, 'svg'));
    expect(name).toBe(`${manifest.briefing}-${chart}.${languages}.svg`);
    const svg = bytes.toString('utf8');
    const parsed = await desk.evaluate((text) => {
      const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
      return { name: root.localName, text: root.textContent ?? '', width: root.getAttribute('width') };
    }, svg);
    expect(parsed.name).toBe('svg');
    for (const word of words) expect(parsed.text).toContain(word);
    expect(svg).toContain('@font-face');
    expect(svg).not.toContain('var(--');
    expect(svg).not.toMatch(/(?:href|src)="https?:/);
  });

  test('is a PNG of twice as many pixels, with ink on it from top to bottom', async () => {
    await look(view);
    const svg = (await reader.saved(control(chart, 'svg'))).bytes.toString('utf8');
    const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    const { bytes } = await reader.saved(control(chart, 'png'));
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([Number(width) * 2, Number(height) * 2]);
    expect(await inkedBands(bytes)).toEqual([true, true, true, true]);
  });
});

/** Whether each quarter of a picture, from the top, holds dark pixels. */
function inkedBands(png: Buffer): Promise<boolean[]> {
  return desk.evaluate(async (data) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${data}`;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = picture.width;
    canvas.height = picture.height;
    const context = canvas.getContext('2d');
    context?.drawImage(picture, 0, 0);
    return [0, 1, 2, 3].map((quarter) => {
      const height = Math.floor(picture.height / 4);
      const { data: pixels } = context?.getImageData(0, quarter * height, picture.width, height) ?? { data: [] };
      let dark = 0;
      for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 128) dark++;
      return dark > 100;
    });
  }, png.toString('base64'));
}

describe('the drawing that a reader has made', () => {
  const choose = (figure: string, group: string, at: number) =>
    reader.page.$eval(`#chart-${figure} ${group} label:nth-of-type(${at}) input`, (input) =>
      (input as HTMLElement).click(),
    );
  const drawing = async (id: string) => (await reader.saved(control(id, 'svg'))).bytes.toString('utf8');
  const muted = (svg: string) => svg.match(/ opacity="0\.12"/g)?.length ?? 0;

  test('is of the year that was chosen, which it names', async () => {
    await look('zh-Hans');
    const latest = await drawing('city-sectors');
    await choose('city-sectors', '.control', 1);
    const mark = '#chart-city-sectors .drawing[lang=zh-Hans] .wide svg [data-d="0.4"]';
    await reader.page.waitForSelector(mark);
    const earlier = await drawing('city-sectors');
    expect(earlier).toContain('普查年份：2010年');
    expect(latest).not.toContain('普查年份');
    const bars = (svg: string) => svg.match(/<path[^>]*d="M[^"]+h[^"]+"/g);
    expect(bars(earlier)).not.toEqual(bars(latest));
    const size = (svg: string) => /<svg [^>]*width="(\d+)"/.exec(svg)?.[1];
    expect(size(earlier)).toBe(size(latest));
    await choose('city-sectors', '.control', 2);
    await reader.page.waitForSelector(mark.replace('0.4', '1.4'));
    expect(await drawing('city-sectors')).toBe(latest);
  });

  test('is muted by the filter, which it names in the languages in view', async () => {
    await look('all');
    expect(muted(await drawing('city-sectors'))).toBe(0);
    await choose('city-sectors', '.filter:not(.control)', 4);
    const filtered = await drawing('city-sectors');
    expect(muted(filtered)).toBeGreaterThan(50);
    expect(filtered).toContain('经济圈：');
    expect(filtered).toContain('Economic circle: ');
    await choose('city-sectors', '.filter:not(.control)', 1);
    expect(muted(await drawing('city-sectors'))).toBe(0);
  });

  test('is muted by its legend, in every language', async () => {
    await look('zh-Hans');
    await reader.page.$eval('#chart-map-education', (figure) => figure.scrollIntoView({ behavior: 'instant' }));
    const entry = '#chart-map-education .drawing[lang=zh-Hans] .wide .legend button';
    await reader.page.waitForSelector(entry);
    await reader.press(entry);
    expect(muted(await drawing('map-education'))).toBeGreaterThan(5);
    await look('en');
    expect(muted(await drawing('map-education'))).toBeGreaterThan(5);
    await look('zh-Hans');
    await reader.press(entry);
    expect(muted(await drawing('map-education'))).toBe(0);
  });

  test('keeps nothing of the page that means nothing outside it', async () => {
    expect(await drawing('map-education')).not.toMatch(/ (data-\w+|class)=/);
  });
});

test('the link to a figure carries the language in view', async () => {
  await look('en');
  await reader.press(control(chart, 'link'));
  await reader.page.waitForSelector(`#chart-${chart} .told textarea`);
  const link = await reader.page.$eval(
    `#chart-${chart} .told textarea`,
    (field) => (field as { value?: string }).value,
  );
  expect(link).toBe(`${address}#chart-${chart}&lang=en`);
});

test('the data of all figures is a data package of one CSV each', async () => {
  const { name, bytes } = await reader.saved('[data-take=zip]');
  expect(name).toBe(`${manifest.briefing}-figures.zip`);
  const files = unzipSync(bytes);
  const about = JSON.parse(strFromU8(files['datapackage.json'] ?? new Uint8Array()));
  expect(about.resources.map(({ path }: { path: string }) => path)).toEqual(placedCharts.map((id) => `${id}.csv`));
  for (const { path, schema } of about.resources) {
    const [head = ''] = strFromU8(files[path] ?? new Uint8Array()).split('\r\n');
    expect(head.match(/("[^"]*"|[^,]+)(,|$)/g)).toHaveLength(schema.fields.length);
  }
});

test('nothing is asked of anybody, and nothing is complained of', () => {
  expect(reader.complaints).toEqual([]);
  expect(reader.requests.filter((url) => !/^(data|blob):/.test(url))).toEqual([address]);
});

describe('in a frame that may save files but is of no origin', () => {
  test('a figure still gives its data and its drawing', async () => {
    await using framed = await openReader('about:blank');
    await framed.page.setContent(`<iframe sandbox="allow-scripts allow-downloads" width="900" height="700"></iframe>`);
    const html = readFileSync(pathOf(file), 'utf8');
    await framed.page.$eval('iframe', (frame, text) => frame.setAttribute('srcdoc', text), html);
    const frame = await framed.page.waitForFrame((each) => each.parentFrame() !== null);
    await frame.waitForSelector(control(chart, 'png'), { visible: true });
    const saved = async (kind: string) => framed.saved(control(chart, kind), frame);
    expect((await saved('csv')).bytes.length).toBeGreaterThan(500);
    expect((await saved('png')).bytes.subarray(1, 4).toString()).toBe('PNG');
  });
});
