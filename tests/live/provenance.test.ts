import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isPeriod } from '../../src/model/period.ts';
import { editionsOf, report } from '../built.ts';
import { openReader, type Reader } from './briefing-reader.ts';

const [chinese, english] = editionsOf(['zh-Hans', 'en']);

let reader: Reader;
beforeAll(async () => {
  reader = await openReader();
  await reader.open('#lang=en');
});
afterAll(() => reader?.close());

/** Brings the focus to the first number in view that a datum gave, in a part of the page. */
const focus = (id: string, part = 'main .row') =>
  reader.page.evaluate(
    (id, part) => {
      const all = [...document.querySelectorAll<HTMLElement>(`${part} [data-of="${id}"]`)];
      const found = all.find((each) => each.checkVisibility());
      found?.focus();
      return document.activeElement === found && found !== undefined;
    },
    id,
    part,
  );
const isOpen = () => reader.page.evaluate(() => document.querySelector('dialog')?.open);
const slot = (name: string) =>
  reader.page.$eval(`dialog [data-slot="${name}"]`, (each) => (each as HTMLElement).innerText.trim());
const view = (name: string) => reader.page.click(`label[for="view-${name}"]`);
/** What the clipboard would get from the button for a language. */
const copied = (language: string) =>
  reader.page.evaluate(async (language) => {
    let got = '';
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: {
        writeText: async (text: string) => {
          got = text;
        },
      },
    });
    document.querySelector<HTMLElement>(`dialog [data-press=copy][lang="${language}"]`)?.click();
    await new Promise((done) => setTimeout(done));
    return got;
  }, language);

describe('a number', () => {
  test('every one that stands on the page and came from data can be pressed', async () => {
    const silent = await reader.page.$$eval('.bound[data-of]:not([role=button])', (all) =>
      all.map((each) => each.getAttribute('data-of') ?? ''),
    );
    // A year in the text is a period, not a datum.
    expect(silent.filter((id) => !isPeriod(id))).toEqual([]);
  });

  test('says label, exact value, period, kind, source and quote, in the language in view', async () => {
    const fact = report.facts['high-skilled-added'];
    expect(await focus('high-skilled-added')).toBe(true);
    await reader.page.keyboard.press('Enter');
    expect(await isOpen()).toBe(true);
    const words = english?.provenance.data['high-skilled-added'];
    expect(await slot('label')).toBe(words?.label);
    expect(await slot('value')).toBe('320,000');
    expect(await slot('exact')).toBe('320,000 people');
    expect(await slot('period')).toBe('2023');
    expect(await slot('kind')).toBe('Flow');
    expect(await slot('sources')).toContain(english?.provenance.sources[fact?.source ?? '']?.publisher);
    expect(await slot('quote')).toContain(words?.quote?.text);
    expect(await slot('locator')).toBe(words?.locator);
    expect(await slot('conflicts')).toContain(words?.conflicts[0]?.explanation);
  });

  test('closes with Escape and gives the focus back', async () => {
    await reader.page.keyboard.press('Escape');
    expect(await isOpen()).toBe(false);
    expect(await reader.page.evaluate(() => (document.activeElement as HTMLElement).dataset.of)).toBe(
      'high-skilled-added',
    );
  });

  test('opens with the space bar and closes with a press outside', async () => {
    await focus('new-urban-jobs');
    await reader.page.keyboard.press('Space');
    expect(await isOpen()).toBe(true);
    await reader.page.mouse.click(5, 795);
    expect(await isOpen()).toBe(false);
  });

  test('that was calculated shows formula and inputs, each to be pressed, and the way back', async () => {
    const { page } = reader;
    await focus('new-urban-jobs-share');
    await page.keyboard.press('Enter');
    expect(await slot('formula')).toBe(report.facts['new-urban-jobs-share']?.formula);
    const inputs = await page.$$eval('dialog .datum', (all) =>
      all.map((each) => (each as HTMLElement).innerText.trim()),
    );
    expect(inputs).toEqual(english?.provenance.data['new-urban-jobs-share']?.inputs.map(({ text }) => text));
    await page.click('dialog .datum');
    expect(await slot('label')).toBe(english?.provenance.data['new-urban-jobs']?.label);
    await page.click('dialog .back');
    expect(await slot('label')).toBe(english?.provenance.data['new-urban-jobs-share']?.label);
    await page.keyboard.press('Escape');
  });

  test('of a table names column and row, table and source', async () => {
    const id = 'circles-gdp:jiaodong:2022:gdp';
    await focus(id);
    await reader.page.keyboard.press('Enter');
    const words = english?.provenance.data[id];
    expect(await slot('label')).toBe(words?.label);
    expect(await slot('value')).toBe(words?.value);
    expect(await slot('table')).toBe(words?.table);
    expect(await slot('sources')).not.toBe('');
    await reader.page.keyboard.press('Escape');
  });

  test('answers in the key figures and in the table of a chart', async () => {
    for (const [id, part] of [
      ['welfare-posts-held', '.key-figures'],
      ['new-urban-jobs:2019:jobs', '#chart-new-urban-jobs table'],
    ] as const) {
      await reader.page.evaluate(() =>
        document.querySelector('#chart-new-urban-jobs details')?.setAttribute('open', ''),
      );
      expect(await focus(id, part)).toBe(true);
      await reader.page.keyboard.press('Enter');
      expect(await slot('label')).toBe(english?.provenance.data[id]?.label);
      await reader.page.keyboard.press('Escape');
    }
  });

  test('side by side speaks both languages', async () => {
    await view('all');
    await focus('new-urban-jobs');
    await reader.page.keyboard.press('Enter');
    const label = await slot('label');
    expect(label).toContain(chinese?.provenance.data['new-urban-jobs']?.label);
    expect(label).toContain(english?.provenance.data['new-urban-jobs']?.label);
    await reader.page.keyboard.press('Escape');
    await view('en');
  });
});

describe('the sentence to copy', () => {
  test('stands with its citation, in either language', async () => {
    await focus('high-skilled-added');
    await reader.page.keyboard.press('Enter');
    const [said, cited, briefing, ...more] = (await copied('en')).split('\n');
    expect(said).toMatch(/^The year brought 320,000 more .*\.$/);
    expect(cited).toContain(english?.provenance.sources.S02?.title);
    expect(cited).toContain(english?.provenance.data['high-skilled-added']?.locator);
    expect(briefing).toBe(english?.provenance.briefing);
    expect(more).toEqual([]);
    const [same, source] = (await copied('zh-Hans')).split('\n');
    expect(same).toMatch(/^全年新增高技能人才32万人.*。$/);
    expect(source).toContain(chinese?.provenance.sources.S02?.title);
    await reader.page.keyboard.press('Escape');
  });

  test('is made of label and value where no sentence says the number', async () => {
    const id = 'new-urban-jobs:2014:jobs';
    await focus(id, '#chart-new-urban-jobs table');
    await reader.page.keyboard.press('Enter');
    const { label, value, period } = english?.provenance.data[id] ?? {};
    expect((await copied('en')).split('\n')[0]).toBe(`${label}: ${value} (${period}).`);
    await reader.page.keyboard.press('Escape');
  });
});

describe('tables', () => {
  const column = (at: number) =>
    reader.page.$$eval(
      '#chart-new-urban-jobs tbody tr',
      (rows, at) =>
        rows.map((row) => row.querySelectorAll<HTMLElement>('th, td')[at]?.querySelector('data')?.value ?? ''),
      at,
    );
  const press = (at: number) =>
    reader.page.$$eval('#chart-new-urban-jobs .sort', (all, at) => (all[at] as HTMLElement).click(), at);

  test('sort by exact values, rising, falling and back; what is missing comes last', async () => {
    const written = await column(1);
    await press(1);
    const values = written.filter((value) => value !== '').map(Number);
    const rising = [...values].sort((a, b) => a - b);
    const gaps = written.filter((value) => value === '');
    expect(await column(1)).toEqual([...rising.map(String), ...gaps]);
    expect(
      await reader.page.$$eval('#chart-new-urban-jobs th[aria-sort]', (all) => all.map((each) => each.ariaSort)),
    ).toEqual(['ascending']);
    await press(1);
    expect(await column(1)).toEqual([...rising.reverse().map(String), ...gaps]);
    await press(1);
    expect(await column(1)).toEqual(written);
  });

  test('long ones keep the rows with the words typed', async () => {
    const { page } = reader;
    const rows = () => page.$$eval('.ledger tbody tr', (all) => all.filter((row) => !row.hidden).length);
    const all = await rows();
    const field = await page.$('.table-filter:has(+ .ledger) input');
    await field?.type('postdoc');
    const some = await rows();
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    expect(
      await page.$eval('.table-filter:has(+ .ledger) [role=status]', (each) => (each as HTMLElement).innerText.trim()),
    ).toBe(`${some} of ${all} rows`);
    await page.evaluate(() => {
      location.hash = '#fact-premium-relief';
    });
    await page.waitForFunction(() => document.querySelector('#fact-premium-relief')?.checkVisibility());
    expect(await rows()).toBe(all);
  });
});

test('nothing was asked for, nothing was complained of', () => {
  expect(reader.requests).toEqual([]);
  expect(reader.complaints).toEqual([]);
});
