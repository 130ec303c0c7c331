import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../src/print/find-browser.ts';
import { type LaunchedBrowser, launchBrowser } from '../../src/print/launch.ts';
import { manifest, pathOf, placedCharts } from '../built.ts';

const [file] = manifest.files.filter(({ format }) => format === 'html');
if (!file) throw new Error('no page was built');
const path = pathOf(file);

let browser: LaunchedBrowser;
let page: Page;
let devtools: CDPSession;
const requests: string[] = [];
const complaints: string[] = [];

/** The page as a reader opens it: from the disk, without script, its requests and complaints noted. */
beforeAll(async () => {
  browser = await launchBrowser(await findBrowser({ env: process.env }), { env: process.env });
  page = await browser.puppeteer.newPage();
  devtools = await page.createCDPSession();
  devtools.on('Network.requestWillBeSent', ({ request }) => requests.push(request.url));
  devtools.on('Log.entryAdded', ({ entry }) => complaints.push(entry.text));
  await devtools.send('Network.enable');
  await devtools.send('Log.enable');
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.setJavaScriptEnabled(false);
  await page.goto(pathToFileURL(path).href);
  await resize(1280);
});
afterAll(() => browser?.close());

const resize = (width: number) => page.setViewport({ width, height: 900 });

/** What a function says inside the page; tools may run script where the page may not. */
const inPage = <T>(look: () => T): Promise<Awaited<T>> => page.evaluate(look);

const visible = () =>
  inPage(() => {
    const shown = (tag: string) =>
      [...document.querySelectorAll<HTMLElement>(`main .l[lang=${tag}]`)].filter((each) => each.checkVisibility())
        .length;
    return { chinese: shown('zh-Hans') > 0, english: shown('en') > 0 };
  });

const views = [
  { view: 'zh-Hans', shows: { chinese: true, english: false } },
  { view: 'en', shows: { chinese: false, english: true } },
  { view: 'all', shows: { chinese: true, english: true } },
];

describe('the page without script', () => {
  test.each(views)('a click on its label shows the view $view', async ({ view, shows }) => {
    await page.click(`label[for="view-${view}"]`);
    expect(await visible()).toEqual(shows);
  });

  test('asks for no other file and has no complaint', () => {
    const asked = requests.filter((url) => !url.startsWith('data:') && !url.startsWith('blob:'));
    expect(asked).toEqual([pathToFileURL(path).href]);
    expect(complaints).toEqual([]);
  });

  test('weighs at most 1.2 MB, and 450 KB as it is sent', () => {
    expect(readFileSync(path).byteLength).toBeLessThanOrEqual(1_200_000);
    expect(gzipSync(readFileSync(path)).byteLength).toBeLessThanOrEqual(450_000);
  });

  const widths = [360, 768, 1280, 1600];
  test.each(views.flatMap(({ view }) => widths.map((width) => ({ view, width }))))(
    'does not scroll sideways: $view at $width pixels',
    async ({ view, width }) => {
      await resize(1280);
      await page.click(`label[for="view-${view}"]`);
      await resize(width);
      expect(await inPage(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    },
  );

  test('is dark where the reader’s system is', async () => {
    const colours = () =>
      inPage(() => {
        const { backgroundColor, color } = getComputedStyle(document.body);
        return { background: backgroundColor, ink: color };
      });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    const light = await colours();
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    const dark = await colours();
    await page.emulateMediaFeatures([]);
    expect(dark.background).not.toBe(light.background);
    expect(dark.ink).not.toBe(light.ink);
  });

  test('each id stands once, and every link inside has its target', async () => {
    const { ids, targets } = await inPage(() => ({
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
      targets: [...document.querySelectorAll('a[href^="#"], use[href^="#"]')].map((link) =>
        decodeURIComponent((link.getAttribute('href') ?? '').slice(1)),
      ),
    }));
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(targets.length).toBeGreaterThan(100);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('names the language of every text: ideographs are not English, Latin sentences are not Chinese', async () => {
    const wrong = await inPage(() => {
      const found: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode.textContent?.trim() ?? '';
        const element = walker.currentNode.parentElement;
        if (!element || element.closest('svg, style, script')) continue;
        const language = element.closest('[lang]')?.getAttribute('lang') ?? '';
        const chinese = language.startsWith('zh');
        if (chinese && /[a-z]{3,}( [a-z]{2,}){3,}/i.test(text)) found.push(`${language}: ${text}`);
        if (!chinese && /\p{Script=Han}/u.test(text)) found.push(`${language}: ${text}`);
      }
      return found;
    });
    expect(wrong).toEqual([]);
  });

  test('every drawing is a named image, every figure has its data as a table', async () => {
    const { unnamed, tables } = await inPage(() => ({
      unnamed: [...document.querySelectorAll('figure svg')].filter(
        (svg) => svg.getAttribute('role') !== 'img' || !svg.getAttribute('aria-label'),
      ).length,
      tables: [...document.querySelectorAll('figure.chart')].map(({ id }) => ({
        id,
        rows: document.querySelectorAll(`#${CSS.escape(id)} table tr`).length > 1,
      })),
    }));
    expect(unnamed).toBe(0);
    expect(tables).toEqual(placedCharts.map((chart) => ({ id: `chart-${chart}`, rows: true })));
  });

  test('uses its own fonts only', async () => {
    await page.click('label[for="view-all"]');
    await devtools.send('DOM.enable');
    await devtools.send('CSS.enable');
    const { root } = await devtools.send('DOM.getDocument', { depth: 0 });
    const selector = 'h1, h2, h3, main p, main li, td, th, figcaption, dd, svg text, .views label, footer';
    const { nodeIds } = await devtools.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector });
    const foreign = new Set<string>();
    const own = new Set<string>();
    for (const nodeId of nodeIds) {
      const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
      for (const { isCustomFont, familyName, glyphCount } of fonts)
        if (isCustomFont) own.add(familyName);
        else foreign.add(`${familyName}: ${glyphCount} glyphs in node ${nodeId}`);
    }
    expect(nodeIds.length).toBeGreaterThan(500);
    expect(own.size).toBeGreaterThanOrEqual(4);
    expect([...foreign]).toEqual([]);
  });
});
