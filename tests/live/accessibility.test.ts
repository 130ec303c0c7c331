import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReader, type Reader } from './briefing-reader.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** All rules of WCAG 2.2 A and AA in the light theme; what differs in the dark one is colour. */
const rules: Record<string, RunOptions['runOnly']> = {
  light: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

let reader: Reader;
beforeAll(async () => {
  reader = await openReader();
  await reader.open();
  await reader.page.evaluate(axe);
});
afterAll(() => reader?.close());

/** Broken rules with the elements that break them, in the part of the page that a selector names. */
const violations = (part: string, theme: string): Promise<string[]> =>
  reader.page.evaluate(
    async (part, options) => {
      const { axe } = globalThis as unknown as { axe: { run(part: string, options: unknown): Promise<AxeResults> } };
      const { violations } = await axe.run(part, options);
      return violations.flatMap(({ id, nodes }) => nodes.slice(0, 5).map(({ html }) => `${id}: ${html.slice(0, 200)}`));
    },
    part,
    { runOnly: rules[theme], resultTypes: ['violations'], elementRef: false } satisfies RunOptions,
  );

/** Side by side everything is there that the views of one language show; those are looked at in one width each. */
const cases = [
  { view: 'all', width: 360 },
  { view: 'all', width: 1280 },
  { view: 'zh-Hans', width: 360 },
  { view: 'en', width: 1280 },
].flatMap((shown) => ['light', 'dark'].map((theme) => ({ ...shown, theme })));

describe.each(cases)('$view, $theme, $width pixels: WCAG 2.2 A and AA', ({ view, theme, width }) => {
  beforeAll(async () => {
    const { page } = reader;
    await page.setViewport({ width, height: 800 });
    await page.click(`label[for="view-${view}"]`);
    await page.evaluate((theme) => {
      document.documentElement.dataset.theme = theme;
    }, theme);
  });

  test('the page with a table open', async () => {
    await reader.page.evaluate(() => document.querySelector('details.data')?.setAttribute('open', ''));
    expect(await violations('body', theme)).toEqual([]);
    await reader.page.evaluate(() => document.querySelector('details.data')?.removeAttribute('open'));
  });

  test('a number that tells where it comes from', async () => {
    const { page } = reader;
    await page.evaluate(() => {
      const all = [...document.querySelectorAll<HTMLElement>('main .row .bound[data-of=new-urban-jobs-completion]')];
      all.find((each) => each.checkVisibility())?.click();
    });
    expect(await page.evaluate(() => document.querySelector('dialog')?.open)).toBe(true);
    expect(await violations('dialog', theme)).toEqual([]);
    await page.keyboard.press('Escape');
  });
});
