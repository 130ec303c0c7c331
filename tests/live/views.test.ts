import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editionsOf, report } from '../built.ts';
import { address, openReader, type Reader } from './briefing-reader.ts';

const [chinese, english] = editionsOf(['zh-Hans', 'en']).map(({ title }) => title);
const titles: Record<string, string> = { 'zh-Hans': `${chinese}`, en: `${english}`, all: `${chinese} | ${english}` };

let reader: Reader;
beforeAll(async () => {
  reader = await openReader();
});
afterAll(() => reader?.close());

const state = () =>
  reader.page.evaluate(() => ({
    view: document.querySelector('.view:checked')?.id.replace('view-', ''),
    title: document.title,
    lang: document.documentElement.lang,
    hash: location.hash,
  }));

/** Where the top of an element stands in the window. */
const topOf = (selector: string) =>
  reader.page.evaluate((selector) => document.querySelector(selector)?.getBoundingClientRect().top ?? 0, selector);

const forget = () => reader.page.evaluate(() => localStorage.clear());
const settled = () => reader.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

/** Sections and figures far down: what is above them is laid out only after the page has opened there. */
test.each(['#method', '#chart-graduates', '#source-CENSUS', '#terms&lang=en', '#chart-city-sectors&lang=zh-Hans+en'])(
  'opened at %s, the page shows that place, also once all of it is laid out',
  async (after) => {
    await reader.open(after);
    await settled();
    const [id = ''] = after.slice(1).split('&');
    const bar = await reader.page.$eval('.bar', (each) => each.getBoundingClientRect().bottom);
    expect(Math.abs((await topOf(`#${id}`)) - bar)).toBeLessThan(30);
  },
);

test('opened at its top, the page lays out what is far away when it has answered, and leads there before', async () => {
  await reader.page.evaluateOnNewDocument(() => {
    Object.defineProperty(globalThis, 'requestIdleCallback', {
      configurable: true,
      value: (work: () => void) => Object.assign(globalThis, { step: work }),
    });
  });
  const how = () => reader.page.$eval('#method', (section) => getComputedStyle(section).contentVisibility);
  const step = () => reader.page.evaluate(() => (globalThis as { step?: () => void }).step?.());
  const isLive = () => reader.page.$eval('html', (root) => root.classList.contains('live'));
  try {
    await reader.page.goto('about:blank');
    await reader.page.goto(`${address}#lang=en`);
    expect(await how()).toBe('auto');
    await reader.page.evaluate(() => scrollTo({ top: 3000, behavior: 'instant' }));
    await settled();
    const read = await reader.page.evaluateHandle(
      () => document.elementFromPoint(640, 400)?.closest('.row, figure') ?? document.body,
    );
    const place = () => read.evaluate((block: Element) => block.getBoundingClientRect().top);
    // What has come into view is laid out in the frames after.
    let before = await place();
    for (let still = 0; still < 5; ) {
      await settled();
      const now = await place();
      still = now === before ? still + 1 : 0;
      before = now;
    }
    for (let steps = 0; steps < 200 && !(await isLive()); steps++) await step();
    expect(await how()).toBe('visible');
    expect(Math.abs((await place()) - before)).toBeLessThan(2);

    // A link that is followed before the page has come alive.
    await reader.page.evaluateOnNewDocument(() => {
      addEventListener('load', () => {
        Object.assign(globalThis, { wasOpening: document.documentElement.classList.contains('opening') });
        document.querySelector<HTMLElement>('.contents a[href="#method"]')?.click();
      });
    });
    await reader.page.goto('about:blank');
    await reader.page.goto(address);
    expect(await reader.page.evaluate(() => (globalThis as { wasOpening?: boolean }).wasOpening)).toBe(true);
    await reader.page.waitForFunction(() => !document.documentElement.classList.contains('opening'));
    await settled();
    expect(await topOf('#method')).toBeLessThan(100);
    expect(await topOf('#method')).toBeGreaterThan(0);
  } finally {
    await reader.close();
    reader = await openReader();
  }
});

describe('the view in the address', () => {
  test.each([
    { after: '', view: 'zh-Hans', lang: 'zh-Hans' },
    { after: '#lang=en', view: 'en', lang: 'en' },
    { after: '#lang=zh-Hans', view: 'zh-Hans', lang: 'zh-Hans' },
    { after: '#lang=zh-Hans+en', view: 'all', lang: 'zh-Hans' },
    { after: '#lang=en%2Bzh-Hans', view: 'all', lang: 'zh-Hans' },
    { after: '#lang=fr', view: 'zh-Hans', lang: 'zh-Hans' },
  ])('"$after" opens $view; title and language of the page follow', async ({ after, view, lang }) => {
    await reader.open();
    await forget();
    await reader.open(after);
    expect(await state()).toEqual({ view, lang, hash: after, title: titles[view] });
  });

  test('stands beside an anchor', async () => {
    await reader.open('#regions&lang=en');
    expect((await state()).view).toBe('en');
    expect(Math.abs(await topOf('#regions'))).toBeLessThan(150);
  });

  test('is written when the reader switches, and stays when a link inside is followed', async () => {
    await reader.open('#talent');
    await reader.page.click('label[for="view-en"]');
    expect((await state()).hash).toBe('#talent&lang=en');
    await reader.page.evaluate(() => document.querySelector<HTMLElement>('.contents a[href="#tasks"]')?.click());
    await reader.page.waitForFunction(() => location.hash.includes('lang'));
    expect((await state()).hash).toBe('#tasks&lang=en');
    expect((await state()).view).toBe('en');
    expect(Math.abs(await topOf('#tasks'))).toBeLessThan(150);
  });

  test('follows an address typed later', async () => {
    await reader.open('#lang=en');
    await reader.page.evaluate(() => {
      location.hash = '#context&lang=zh-Hans+en';
    });
    await reader.page.waitForFunction(() => document.querySelector('#view-all:checked'));
    await settled();
    expect((await state()).title).toBe(titles.all);
    expect(Math.abs(await topOf('#context'))).toBeLessThan(150);
  });

  test('is remembered', async () => {
    await reader.open();
    await reader.page.click('label[for="view-en"]');
    await reader.open();
    expect((await state()).view).toBe('en');
    await forget();
  });
});

describe('the reading place', () => {
  test.each(['en', 'all', 'zh-Hans'])('stays when one switches to %s', async (view) => {
    const { page } = reader;
    await reader.open(view === 'en' ? '#lang=zh-Hans' : '#lang=en');
    const row = await page.evaluate(() => {
      const bar = document.querySelector('.bar')?.getBoundingClientRect().bottom ?? 0;
      const rows = [...document.querySelectorAll('#regions .row')];
      const row = rows[1];
      row?.scrollIntoView();
      scrollBy({ top: (row?.getBoundingClientRect().top ?? 0) - bar - 20, behavior: 'instant' });
      return [...document.querySelectorAll('.row')].indexOf(row as Element);
    });
    await settled();
    const top = () =>
      page.evaluate((row) => document.querySelectorAll('.row')[row]?.getBoundingClientRect().top ?? 0, row);
    const before = await top();
    await page.click(`label[for="view-${view}"]`);
    await page.evaluate(() => document.fonts.ready);
    await settled();
    expect(Math.abs((await top()) - before)).toBeLessThan(4);
  });
});

describe('the theme', () => {
  const background = () => reader.page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  test('follows the system, can be switched to light and dark, and is remembered', async () => {
    const { page } = reader;
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await reader.open();
    const dark = await background();
    await page.click('button.theme');
    const light = await background();
    expect(light).not.toBe(dark);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    expect(await background()).toBe(light);
    await page.click('button.theme');
    expect(await background()).toBe(dark);
    await reader.open();
    expect(await background()).toBe(dark);
    await page.click('button.theme');
    expect(await background()).toBe(light);
    await page.emulateMediaFeatures([]);
  });

  test('the button says which theme is on', async () => {
    const { page } = reader;
    await reader.open('#lang=en');
    const name = () => page.$eval('button.theme', (button) => (button as HTMLElement).innerText.trim());
    const names = [await name()];
    for (let press = 0; press < 2; press++) {
      await page.click('button.theme');
      names.push(await name());
    }
    expect(new Set(names).size).toBe(3);
    await forget();
  });
});

describe('the contents', () => {
  test.each(report.sections.map(({ id }) => id))('mark %s while it is read', async (id) => {
    await reader.open('#lang=en');
    await reader.page.evaluate((id) => document.getElementById(id)?.scrollIntoView(), id);
    await settled();
    await settled();
    const current = await reader.page.$$eval('[aria-current]', (links) =>
      links.map((link) => link.getAttribute('href')),
    );
    expect(current).toEqual([`#${id}`]);
  });

  test('open under the head of a phone’s page, and close with Escape or a choice', async () => {
    const { page } = reader;
    await page.setViewport({ width: 360, height: 740 });
    await reader.open('#talent&lang=en');
    const isOpen = () => page.$eval('.contents', (nav) => getComputedStyle(nav).position === 'fixed');
    await page.click('.to-contents');
    expect(await isOpen()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await isOpen()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('to-contents');
    await page.keyboard.press('Enter');
    await page.click('.contents a[href="#context"]');
    expect(await isOpen()).toBe(false);
    expect(Math.abs(await topOf('#context'))).toBeLessThan(150);
    await page.setViewport({ width: 1280, height: 800 });
  });
});

test('nothing was asked for, nothing was complained of', () => {
  expect(reader.requests).toEqual([]);
  expect(reader.complaints).toEqual([]);
});
