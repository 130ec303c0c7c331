import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Frame, Page } from 'puppeteer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { address, openReader, type Reader } from './briefing-reader.ts';

let reader: Reader;
beforeEach(async () => {
  reader = await openReader();
});
afterEach(() => reader?.close());

/** What still works: the switch of languages, the numbers, the theme. */
async function working(page: Page | Frame) {
  await page.waitForSelector('html.live');
  return page.evaluate(() => {
    document.querySelector<HTMLElement>('#view-en')?.click();
    document.querySelector<HTMLElement>('button.theme')?.click();
    const number = [...document.querySelectorAll<HTMLElement>('main .row .bound')].find((each) =>
      each.checkVisibility(),
    );
    number?.click();
    const isOpen = document.querySelector('dialog')?.open ?? false;
    document.querySelector<HTMLDialogElement>('dialog[open]')?.close();
    return {
      language: document.documentElement.lang,
      isChineseHidden: !document.querySelector('main .row [lang=zh-Hans]')?.checkVisibility(),
      theme: document.documentElement.dataset.theme,
      answers: isOpen,
      sorts: document.querySelectorAll('.sort').length > 0,
    };
  });
}
const all = { language: 'en', isChineseHidden: true, theme: 'light', answers: true, sorts: true };

test('everything works where storage is denied', async () => {
  await reader.page.evaluateOnNewDocument(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await reader.open();
  expect(await working(reader.page)).toEqual(all);
  expect(reader.complaints).toEqual([]);
});

describe('in a sandboxed frame', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jianbao-frame-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('everything works without an origin of its own', async () => {
    const outer = join(folder, 'frame.html');
    writeFileSync(
      outer,
      `<!doctype html><title>frame</title><iframe sandbox="allow-scripts" width="900" height="600" src="${address}"></iframe>`,
    );
    await reader.page.goto(pathToFileURL(outer).href);
    const frame = reader.page.frames().find((each) => each.url() === address);
    expect(frame && (await working(frame))).toEqual(all);
    expect(reader.complaints).toEqual([]);
  });
});

test.each([true, false])('the data behind each figure can be opened; with script: %s', async (hasScript) => {
  await reader.page.setJavaScriptEnabled(hasScript);
  if (hasScript) await reader.open();
  else await reader.page.goto(address);
  const figures = await reader.page.$$eval('main figure.chart', (all) =>
    all.map((figure) => {
      const details = figure.querySelector('details');
      if (details) details.open = true;
      return [...figure.querySelectorAll('details tbody th')].filter((each) => each.checkVisibility()).length > 1;
    }),
  );
  expect(figures.length).toBeGreaterThan(10);
  expect(figures.every((isOpen) => isOpen)).toBe(true);
  const gaps = await reader.page.$$eval('#chart-targets tbody .end + :not(.end)', (all) =>
    all.map((each) => Number.parseFloat(getComputedStyle(each).paddingLeft)),
  );
  expect(Math.min(...gaps)).toBeGreaterThan(8);
  const names = await reader.page.$$eval('#chart-young-talent tbody th', (all) => all.map((th) => th.textContent));
  expect(names[1]).toContain('博士');
});

test('a browser without dialogs keeps the rest', async () => {
  await reader.page.evaluateOnNewDocument(() => {
    Object.defineProperty(HTMLDialogElement.prototype, 'showModal', { value: undefined });
  });
  await reader.open();
  expect(await working(reader.page)).toEqual({ ...all, answers: false });
  expect(await reader.page.$$eval('[role=button].bound', (marked) => marked.length)).toBe(0);
  expect(reader.complaints).toEqual([]);
});

test('a part that fails says so and leaves the others alone', async () => {
  await reader.page.evaluateOnNewDocument(() => {
    const query = document.querySelector.bind(document);
    document.querySelector = ((selector: string) => {
      if (selector === 'dialog.provenance') throw new Error('broken part');
      return query(selector);
    }) as typeof document.querySelector;
  });
  await reader.open();
  expect(await working(reader.page)).toEqual({ ...all, answers: false });
  expect(reader.complaints.join()).toContain('broken part');
});

test('by keyboard one goes through the page in its order, and always sees where one is', async () => {
  await reader.open('#lang=en');
  const stops: { name: string; isSeen: boolean | undefined; isAfter: boolean }[] = [];
  for (let press = 0; press < 60; press++) {
    await reader.page.keyboard.press('Tab');
    stops.push(
      await reader.page.evaluate(() => {
        const memory = globalThis as { before?: Element };
        const now = document.activeElement as HTMLElement;
        const shown = now.matches('.view') ? document.querySelector(`label[for="${now.id}"]`) : now;
        const isAfter =
          !memory.before || Boolean(memory.before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING);
        memory.before = now;
        const isSeen = shown?.checkVisibility() && getComputedStyle(shown).outlineStyle === 'solid';
        return { name: now.outerHTML.slice(0, 80), isSeen, isAfter };
      }),
    );
  }
  expect(stops.filter(({ isSeen, isAfter }) => !isSeen || !isAfter)).toEqual([]);
});

test.each(['zh-Hans', 'en', 'all'])(
  'reads without sideways scrolling at 400 percent of 1280 pixels: %s',
  async (view) => {
    await reader.page.setViewport({ width: 320, height: 256, deviceScaleFactor: 4 });
    await reader.open();
    await reader.page.evaluate((view) => document.querySelector<HTMLElement>(`#view-${view}`)?.click(), view);
    expect(await reader.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    // The tables of words neither: each row is a card, each cell of which says what it is.
    const parts = await reader.page.$$eval('div.part', (all) =>
      all.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    );
    expect(parts.length).toBeGreaterThan(4);
    // The blank half of a full-width bracket hangs over a line's end.
    expect(Math.max(...parts)).toBeLessThan(8);
    const label = await reader.page.$eval('.derived td', (cell) => getComputedStyle(cell, '::before').content);
    expect(label).toBe(view === 'zh-Hans' ? '"结果"' : view === 'en' ? '"Result"' : '"结果 Result"');
    expect(
      await reader.page.$$eval('.key-figures .long', (all) => all.map((each) => each.getClientRects().length)),
    ).not.toContain(2);
  },
);

test('moves nothing for readers who asked for less motion', async () => {
  await reader.page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  await reader.open();
  const moving = await reader.page.$$eval(
    'body, body :not(svg *), svg :is([class], [data-c], [data-k], [data-l])',
    (all) =>
      all.flatMap((each) => {
        const { animationName, transitionProperty, transitionDuration } = getComputedStyle(each);
        const isMoving = transitionProperty !== 'none' && /[1-9]/.test(transitionDuration);
        return animationName !== 'none' || isMoving ? [each.outerHTML.slice(0, 100)] : [];
      }),
  );
  expect(moving).toEqual([]);
});
