import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../built.ts';
import { run } from '../command/run.ts';
import { openReader, type Reader } from './briefing-reader.ts';
import { openReader as openSaver } from './reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianbao-hostile-'));
const page = join(folder, 'hostile.html');

let reader: Reader;
beforeAll(async () => {
  const input = join(root, 'tests/cases/hostile/input');
  const { code } = await run(['build', input, '--quiet', '--format', 'html', '--output', folder]);
  expect(code).toBe(0);
  reader = await openReader();
});
afterAll(async () => {
  await reader?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens every table, presses every number in every view, and sorts by every column. */
async function exercise(): Promise<number> {
  return reader.page.evaluate(async () => {
    let pressed = 0;
    for (const each of document.querySelectorAll('details')) each.open = true;
    for (const view of document.querySelectorAll<HTMLInputElement>('input.view')) {
      view.click();
      for (const each of document.querySelectorAll<HTMLElement>('.bound[role=button], .sort')) {
        each.click();
        for (const inner of document.querySelectorAll<HTMLElement>('dialog[open] .datum')) inner.click();
        for (const copy of document.querySelectorAll<HTMLElement>('dialog[open] [data-press=copy]')) copy.click();
        await new Promise((done) => setTimeout(done));
        document.querySelector('dialog')?.close();
        pressed += 1;
      }
    }
    return pressed;
  });
}

const damage = () =>
  reader.page.evaluate(() => ({
    hacked: (globalThis as { hacked?: unknown }).hacked,
    elements: [...document.querySelectorAll('img, iframe, object, embed, b[onmouseover], [autofocus]')].map(
      ({ outerHTML }) => outerHTML,
    ),
    handlers: [...document.querySelectorAll('*')].flatMap((each) =>
      each.getAttributeNames().filter((name) => name.startsWith('on')),
    ),
    links: [...document.querySelectorAll('a[href]')].filter((a) => !/^(#|https?:)/.test(a.getAttribute('href') ?? ''))
      .length,
    scripts: document.scripts.length,
  }));

describe('data and text that try to become markup or script', () => {
  const harmless = { hacked: undefined, elements: [], handlers: [], links: 0, scripts: 5 };

  test('stay text, whatever the reader does', async () => {
    await reader.page.goto(`${pathToFileURL(page).href}#"><img src=x onerror=globalThis.hacked=true>&lang=<img>`);
    await reader.page.waitForSelector('html.live');
    expect(await exercise()).toBeGreaterThan(30);
    expect(await damage()).toEqual(harmless);
    expect(await reader.page.evaluate(() => document.body.innerText)).toContain('onerror="globalThis.hacked=true"');
  });

  test('stay text even where no policy would stop them', async () => {
    const bare = join(folder, 'bare.html');
    const html = readFileSync(page, 'utf8');
    const without = html.replace(/<meta http-equiv="content-security-policy"[^>]*>/, '');
    expect(without).not.toBe(html);
    writeFileSync(bare, without);
    await reader.page.goto(pathToFileURL(bare).href);
    await reader.page.waitForSelector('html.live');
    await exercise();
    expect(await damage()).toEqual(harmless);
  });

  test('stay text in the words of every mark, by keyboard', async () => {
    await reader.page.goto(`${pathToFileURL(page).href}#lang=zh-Hans+en`);
    await reader.page.waitForSelector('html.live');
    const said: string[] = [];
    for (const drawing of await reader.page.$$('.drawing > div[role=application]')) {
      if (!(await drawing.isVisible())) continue;
      await drawing.focus();
      for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'Enter'] as const) {
        await reader.page.keyboard.press(key);
        said.push(await reader.page.$eval('.tip', (tip) => tip.textContent ?? ''));
      }
      await reader.page.keyboard.press('Escape');
    }
    const all = said.join();
    for (const words of [
      '</script><script>',
      "=cmd|'/C calc'!A0",
      '</style><svg onload=',
      'onerror="globalThis.hacked',
    ])
      expect(all).toContain(words);
    expect(await damage()).toEqual(harmless);
  });

  test('stay text in a spreadsheet', async () => {
    await using saver = await openSaver(pathToFileURL(page).href);
    const { bytes } = await saver.saved('[data-take=csv]');
    expect(bytes.toString('utf8')).toContain("'=cmd|");
    expect(bytes.toString('utf8')).not.toMatch(/(^|[,"\n])=cmd/);
  });

  test('nothing was asked for, nothing was complained of', () => {
    const pages = ['hostile.html', 'bare.html'].map((name) => pathToFileURL(join(folder, name)).href);
    expect(reader.requests.filter((url) => !pages.some((page) => url.startsWith(page)))).toEqual([]);
    expect(reader.complaints).toEqual([]);
  });
});

test('the policy allows no script but the page’s own, no style but the page’s own, and no connection', () => {
  const policy = /content-security-policy" content="([^"]*)"/.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});
