import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { run } from '../command/run.ts';
import { root } from '../root.ts';
import { openReader, type Reader } from './reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'jianbao-runtime-'));
const address = pathToFileURL(join(folder, 'runtime.html')).href;

let reader: Reader;
beforeAll(async () => {
  const { code } = await run([
    'build',
    join(root, 'tests/cases/runtime/input'),
    '--quiet',
    '--format',
    'html',
    '--output',
    folder,
  ]);
  expect(code).toBe(0);
  reader = await openReader(address);
});
afterAll(async () => {
  await reader?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const drawing = '#chart-jobs .drawing[lang=zh-Hans] .wide';
const alive = `${drawing}.is-alive > .alive svg`;
const bars = () => reader.page.$$eval(`${alive} [data-d]`, (marks) => marks.map((mark) => mark.getAttribute('data-d')));
const patient = { timeout: 6_000, interval: 50 };
const tip = () =>
  reader.page.evaluate(() => document.querySelector<HTMLElement>('.tip:not([hidden])')?.innerText ?? '');

/** Middle of the bar of a row, in the window. */
async function barOf(row: number): Promise<{ x: number; y: number; height: number }> {
  const mark = await reader.page.waitForSelector(`${alive} [data-d="${row}"]`);
  await mark?.evaluate((each) => each.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = await mark?.boundingBox();
  return {
    x: (box?.x ?? 0) + (box?.width ?? 0) / 2,
    y: (box?.y ?? 0) + (box?.height ?? 0) / 2,
    height: box?.height ?? 0,
  };
}

async function moveRange(chart: string, value: number): Promise<void> {
  await reader.page.$eval(
    `#chart-${chart} input[type=range]`,
    (input, value) => {
      (input as HTMLInputElement).value = String(value);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    },
    value,
  );
}

describe('a chart that readers can change more than a page holds drawings for', () => {
  test('stands as it was drawn, and comes alive in its place without moving anything', async () => {
    await reader.page.waitForSelector(alive);
    const [first, now] = await reader.page.$eval(drawing, (holder) => {
      const size = (svg: Element | null) => [svg?.getAttribute('width'), svg?.getAttribute('height')];
      return [size(holder.querySelector(':scope > svg')), size(holder.querySelector('.alive svg'))];
    });
    expect(now).toEqual(first);
    expect(await bars()).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  test('words its marks like the prose, and its numbers tell where they come from', async () => {
    const { x, y } = await barOf(1);
    await reader.page.mouse.click(x, y);
    await vi.waitFor(async () => expect(await tip()).toMatch(/2019年[\s\S]*138\.3万人/), patient);
    await reader.page.click('.tip .bound[role=button]');
    await reader.page.waitForSelector('dialog[open]');
    expect(await reader.page.$eval('dialog', (dialog) => dialog.textContent)).toContain('1,383,000');
    await reader.page.keyboard.press('Escape');
    await reader.page.keyboard.press('Escape');
    await vi.waitFor(async () => expect(await tip()).toBe(''), patient);
  });

  test('follows its widget, which says its value; the arrow keys then meet only what is drawn', async () => {
    await moveRange('jobs', 130);
    await vi.waitFor(async () => expect(await bars()).toEqual(['0', '1']), patient);
    expect(await reader.page.$eval('#chart-jobs output', (output) => output.textContent)).toBe('130');
    await reader.page.focus(drawing);
    await reader.page.keyboard.press('End');
    await vi.waitFor(async () => expect(await tip()).toMatch(/2019年/), patient);
    await reader.page.keyboard.press('Escape');
  });

  test('gives the drawing in view to whoever takes it away', async () => {
    const svg = (await reader.saved('#chart-jobs [data-take=svg]')).bytes.toString('utf8');
    expect(svg).toContain('2019');
    expect(svg).not.toContain('2023年<');
    expect(svg).toContain('至少（万人）：130');
    expect(svg).not.toMatch(/var\(--| class=| data-/);
    const png = (await reader.saved('#chart-jobs [data-take=png]')).bytes;
    const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([Number(width) * 2, Number(height) * 2]);
    await moveRange('jobs', 120);
    await vi.waitFor(async () => expect(await bars()).toHaveLength(6), patient);
    const whole = (await reader.saved('#chart-jobs [data-take=svg]')).bytes.toString('utf8');
    expect(whole).not.toContain('：130');
  });

  test('takes an interval drawn with the pointer', async () => {
    const faint = () => reader.page.$$eval(`${alive} [data-d][opacity="0.3"]`, (marks) => marks.length);
    const from = await barOf(1);
    const to = await barOf(2);
    await reader.page.mouse.move(from.x - 20, from.y);
    await reader.page.mouse.down();
    await reader.page.mouse.move(to.x + 10, from.y, { steps: 5 });
    await reader.page.mouse.up();
    await vi.waitFor(async () => expect(await faint()).toBe(4), patient);
  });
});

describe('a chart that fails in the reader’s browser', () => {
  test('keeps the drawing that it had, and the page stays alive', async () => {
    const broken = '#chart-broken .drawing[lang=zh-Hans] .wide';
    await reader.page.$eval(broken, (each) => each.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await vi.waitFor(async () => expect(reader.complaints.join()).toContain('stays as it was drawn'), patient);
    await moveRange('broken', 0.5);
    expect(await reader.page.$$(`${broken}.is-alive, ${broken} .alive`)).toEqual([]);
    expect(await reader.page.$eval(`${broken} > svg`, (svg) => svg.checkVisibility())).toBe(true);
    const mark = await reader.page.$(`${broken} > svg [data-d="2"]`);
    const box = await mark?.boundingBox();
    await reader.page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    await vi.waitFor(async () => expect(await tip()).toMatch(/2020年[\s\S]*122\.7万人/), patient);
    await reader.page.click('label[for=view-en]');
    expect(await reader.page.evaluate(() => document.documentElement.lang)).toBe('en');
  });
});

test('all of it under the page’s policy: nothing evaluated, nothing asked for', () => {
  expect(reader.requests.filter((url) => !/^(data|blob):/.test(url))).toEqual([address]);
  expect(reader.complaints.filter((each) => !each.includes('stays as it was drawn'))).toEqual([]);
});
