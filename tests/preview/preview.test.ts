import type { ChildProcess } from 'node:child_process';
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyOf, ended, run, start } from '../command/run.ts';

import { root } from '../root.ts';
import { openVisitor, type Visitor } from './visitor.ts';

const folder = copyOf(root, ['briefing.yaml', 'data', 'templates']);
const section = join(folder, 'templates/sections/employment.en.md');
const written = readFileSync(section, 'utf8');
let child: ChildProcess;
let address = '';
let reader: Visitor;

beforeAll(async () => {
  child = start(['preview', folder, '--no-open']);
  address = await new Promise((resolve) => {
    child.stdout?.on('data', (part) => {
      const found = /http:\S+/.exec(String(part))?.[0];
      if (found) resolve(found);
    });
  });
  reader = await openVisitor(`${address}#lang=en`);
});
afterAll(async () => {
  await reader?.close();
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('a briefing without a page has no preview', async () => {
  const other = copyOf(join(root, 'tests/cases/minimal/input'), ['.']);
  appendFileSync(join(other, 'briefing.yaml'), 'documents: [pdf]\n');
  const shown = start(['preview', other, '--no-open']);
  const told = await new Promise<string>((resolve) => {
    let text = '';
    shown.stderr?.on('data', (part) => {
      text += part;
      if (text.includes('1 error')) resolve(text);
    });
  });
  shown.kill('SIGTERM');
  await ended(shown);
  rmSync(other, { recursive: true, force: true });
  expect(
    told,
  ).toBe(`briefing.yaml:17:12  error  preview-without-page  the briefing makes no page: "documents" lacks "html"
  17 | documents: [pdf]
     |            ^

1 error
`);
});

const shows = (text: string) =>
  reader.page.waitForFunction((text) => document.querySelector('main')?.textContent?.includes(text), {}, text);
const panelSays = (text: string) =>
  reader.page.waitForFunction(
    (text) => document.querySelector('#jianbao-preview')?.shadowRoot?.textContent?.includes(text),
    {},
    text,
  );

test('a changed text is shown in place: same element, place and view', async () => {
  const { page } = reader;
  const before = await page.evaluate(() => {
    const element = document.querySelector('#employment') as HTMLElement;
    element.dataset.same = 'yes';
    element.scrollIntoView();
    return scrollY;
  });
  writeFileSync(section, `${written}\n\nA sentence for the preview.\n`);
  writeFileSync(
    section.replace('.en.', '.zh-Hans.'),
    `${readFileSync(section.replace('.en.', '.zh-Hans.'), 'utf8')}\n\n预览用的一句话。\n`,
  );
  await shows('A sentence for the preview.');
  const after = await page.evaluate(() => ({
    same: (document.querySelector('#employment') as HTMLElement).dataset.same,
    view: document.querySelector('input.view:checked')?.id,
    scroll: scrollY,
  }));
  expect(after).toEqual({ same: 'yes', view: 'view-en', scroll: before });
});

test('a changed chart is drawn anew in place; the open note, the theme and the place stay', async () => {
  const { page } = reader;
  const drawing = '#chart-new-urban-jobs .drawing[lang=en] .wide svg';
  await page.evaluate(() => {
    const number = document.querySelector<HTMLElement>('#employment [aria-haspopup=dialog]');
    number?.scrollIntoView({ block: 'center', behavior: 'instant' });
    document.querySelector<HTMLButtonElement>('button.theme')?.click();
    number?.click();
  });
  await page.waitForSelector('dialog.provenance[open]');
  const state = () =>
    page.evaluate(() => ({
      note: document.querySelector('dialog.provenance[open]')?.textContent,
      theme: document.documentElement.dataset.theme,
      scroll: scrollY,
    }));
  const before = await state();
  const height = await page.$eval(drawing, (svg) => svg.getAttribute('viewBox'));
  const chart = join(folder, 'templates/charts/new-urban-jobs.vl.json');
  const spec = readFileSync(chart, 'utf8');
  writeFileSync(chart, spec.replace('"height": 210', '"height": 260'));
  await page.waitForFunction(
    (drawing, height) => document.querySelector(drawing)?.getAttribute('viewBox') !== height,
    {},
    drawing,
    height,
  );
  expect(before.theme).toBe('light');
  expect(await state()).toEqual(before);
  await page.keyboard.press('Escape');
});

test('a file that is half-written tells nothing once the rest is there', async () => {
  const chart = join(folder, 'templates/charts/new-urban-jobs.vl.json');
  const spec = readFileSync(chart, 'utf8');
  const told: string[] = [];
  child.stderr?.on('data', (part) => told.push(String(part)));
  writeFileSync(chart, spec.slice(0, spec.length / 2));
  writeFileSync(chart, spec.replace('"height": 260', '"height": 230'));
  await reader.page.waitForFunction(
    () =>
      Number(
        document.querySelector('#chart-new-urban-jobs .drawing[lang=en] .wide svg')?.getAttribute('height') ?? 999,
      ) < 300,
  );
  expect(told.join('')).not.toContain('new-urban-jobs.vl.json');
});

test('a PDF is printed beside the page, at the section that was saved last', async () => {
  const { page } = reader;
  const frame = () =>
    page.evaluate(() => document.querySelector('#jianbao-preview')?.shadowRoot?.querySelector('iframe')?.src ?? '');
  await page.evaluate(() => {
    const buttons = document.querySelector('#jianbao-preview')?.shadowRoot?.querySelectorAll('button') ?? [];
    [...buttons].find(({ textContent }) => textContent === 'PDF en')?.click();
  });
  const source = await frame();
  expect(source).toMatch(/\.en\.pdf\?made=\d+#nameddest=employment$/);
  const printed = await fetch(source);
  expect([printed.status, printed.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const bytes = Buffer.from(await printed.arrayBuffer());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
});

test('a broken file keeps the last good page and says what is wrong, until it is mended', async () => {
  const now = readFileSync(section, 'utf8');
  writeFileSync(section, `${now}\n{{fact "no-such-fact"}}\n`);
  await panelSays('templates/sections/employment.en.md:');
  await panelSays('no fact "no-such-fact"');
  await shows('A sentence for the preview.');
  writeFileSync(section, now);
  await reader.page.waitForFunction(
    () => !document.querySelector('#jianbao-preview')?.shadowRoot?.textContent?.includes('no-such-fact'),
  );
});

test('a file that is deleted and put back by renaming is noticed', async () => {
  const now = readFileSync(section, 'utf8');
  rmSync(section);
  await panelSays('employment');
  writeFileSync(`${section}.part`, now.replace('A sentence for', 'Another sentence for'));
  renameSync(`${section}.part`, section);
  await shows('Another sentence for the preview.');
});

test('the page that was changed in place is the one that a fresh load shows', async () => {
  const fresh = await openVisitor(`${address}#lang=en`);
  const parts = ({ page }: Visitor) =>
    page.evaluate(async () => {
      document.querySelector<HTMLElement>('#employment')?.removeAttribute('data-same');
      // What is brought to life when it is seen or when there is time.
      for (const figure of document.querySelectorAll('figure')) {
        figure.scrollIntoView();
        await new Promise((resolve) => requestIdleCallback(resolve));
      }
      const pieces = document.querySelectorAll('title, main > section > *, nav, header, .cover, script:not([type])');
      return [...pieces].map(({ outerHTML }) => outerHTML);
    });
  const [changed, loaded] = [await parts(reader), await parts(fresh)];
  await fresh.close();
  expect(changed.length).toBeGreaterThan(100);
  const at = changed.findIndex((piece, at) => piece !== loaded[at]);
  expect(changed[at]).toBe(loaded[at]);
});

test('the page complains of nothing', () => {
  expect(reader.complaints).toEqual([]);
});

const statusOf = (path: string, headers: Record<string, string> = {}): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const url = new URL(path, address);
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

test('nobody gets in without the token, under another name or from another site', async () => {
  expect(await statusOf('')).toBe(200);
  expect(await statusOf('/')).toBe(403);
  expect(await statusOf('', { host: 'briefing.example' })).toBe(403);
  expect(await statusOf('', { origin: 'https://briefing.example' })).toBe(403);
  expect(await statusOf('', { 'sec-fetch-site': 'cross-site' })).toBe(403);
});

test('a taken port is told as a mistake of the call', async () => {
  const { code, error } = await run(['preview', folder, '--no-open', '--port', new URL(address).port]);
  expect(code).toBe(2);
  expect(error).toContain('is taken');
});

test('an interrupt ends it, with all that it started', async () => {
  const end = ended(child);
  child.kill('SIGINT');
  expect(await end).toMatchObject({ code: 0, signal: null });
});
