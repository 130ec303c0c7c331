import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openReader, type Reader } from './briefing-reader.ts';

let reader: Reader;

beforeAll(async () => {
  reader = await openReader();
});
afterAll(() => reader?.close());
beforeEach(() => reader.open('#lang=zh-Hans'));

const wide = (chart: string) => `#chart-${chart} .drawing[lang=zh-Hans] .wide`;
const tip = () =>
  reader.page.evaluate(() => document.querySelector<HTMLElement>('.tip:not([hidden])')?.innerText ?? '');
/** Waits for words in the tooltip; the page shows them in a frame of its own. */
const tells = (words: string | RegExp) => vi.waitFor(async () => expect(await tip()).toMatch(words), patient);
const isQuiet = () => vi.waitFor(async () => expect(await tip()).toBe(''), patient);
const patient = { timeout: 20_000, interval: 50 };
const count = (selector: string) => reader.page.$$eval(selector, (found) => found.length);

/** Brings a chart into view; the middle of its mark with this datum. */
async function markOf(chart: string, datum: string): Promise<{ x: number; y: number }> {
  const mark = await reader.page.waitForSelector(`${wide(chart)} svg [data-d="${datum}"]`);
  if (!mark) throw new Error(`no mark ${datum}`);
  await mark.evaluate((each) => each.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = await mark.boundingBox();
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
}

/** Points at a mark until the page has answered as `answered` expects; a chart that comes alive misses a first move. */
async function pointAt(chart: string, datum: string, answered: () => Promise<void>): Promise<void> {
  await vi.waitFor(
    async () => {
      await reader.page.mouse.move(2, 2);
      const { x, y } = await markOf(chart, datum);
      await reader.page.mouse.move(x, y - 4);
      await answered();
    },
    { timeout: 20_000, interval: 200 },
  );
}

describe('charts in a reader’s hands', () => {
  test('a mouse over a mark shows its words, as the prose says them', async () => {
    await pointAt('city-sectors', '1.4', async () => expect(await tip()).toMatch(/济南 2020年[\s\S]*57.91%/));
    await reader.page.mouse.move(2, 2);
    await isQuiet();
  });

  test('a tap keeps the words; a number in them tells where it comes from; Escape ends both', async () => {
    const { x, y } = await markOf('city-sectors', '1.4');
    await reader.page.touchscreen.tap(x, y - 4);
    await tells('济南');
    await reader.page.click('.tip .bound[role=button]');
    expect(await count('dialog[open]')).toBe(1);
    await reader.page.keyboard.press('Escape');
    expect(await count('dialog[open]')).toBe(0);
    await reader.page.keyboard.press('Escape');
    await isQuiet();
  });

  test('arrow keys move from mark to mark, and each is announced', async () => {
    await reader.page.$eval(wide('national-unemployment'), (each) => each.scrollIntoView());
    // It takes keys once it has come alive.
    const drawing = await reader.page.waitForSelector(`${wide('national-unemployment')}[tabindex="0"]`);
    await drawing?.focus();
    await reader.page.keyboard.press('Home');
    await tells('2000年');
    await reader.page.keyboard.press('End');
    await tells('2023年');
    // Bringing a mark into view scrolls the page, which is told only afterwards.
    await reader.page.evaluate(async () => {
      scrollBy({ top: 40, behavior: 'instant' });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    });
    expect(await tip()).toMatch('2023年');
    const said = () => reader.page.$$eval('[role=status]', (regions) => regions.map((each) => each.textContent).join());
    await vi.waitFor(async () => expect(await said()).toContain('2023年'), patient);
  });

  test('an entry of a legend mutes the marks of the other classes', async () => {
    await markOf('map-education', '1');
    const button = await reader.page.waitForSelector(`${wide('map-education')} .legend button`);
    await button?.focus();
    await reader.page.keyboard.press('Enter');
    const muted = await count(`${wide('map-education')} [data-k].mute`);
    expect(muted).toBeGreaterThan(0);
    expect(muted).toBeLessThan(await count(`${wide('map-education')} [data-k]`));
    await reader.page.keyboard.press('Enter');
    expect(await count(`${wide('map-education')} .mute`)).toBe(0);
  });

  test('a city under the pointer stands out in every linked chart and in the table', async () => {
    await pointAt('city-sectors', '1.4', async () => {
      for (const chart of ['map-education', 'education-change', 'city-sectors'])
        expect(await count(`${wide(chart)} svg.lit .on`)).toBeGreaterThan(0);
      expect(await count('#table-cities-census tbody:not([hidden]) tr.on')).toBe(1);
    });
  });

  test('the filter by economic circle holds in charts and hides rows of the table', async () => {
    const circle = '#chart-map-education .filter label:nth-of-type(4)';
    await reader.page.$eval(circle, (label) => label.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await reader.page.click(circle);
    expect(await count('#table-cities-census tbody:not([hidden]) tr.out')).toBe(12);
    expect(await count(`${wide('city-sectors')} svg .out`)).toBeGreaterThan(0);
    const same = await reader.page.$$eval('.filter input[data-link]:checked', (all) =>
      all.map((each) => each.getAttribute('value')),
    );
    expect(new Set(same).size).toBe(1);
  });

  test('the year control shows the other census, with a title of its own, and comes back', async () => {
    const year = (at: number) => `#chart-city-sectors .control label:nth-of-type(${at})`;
    await reader.page.$eval(year(1), (label) => label.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const size = () =>
      reader.page.$eval(`${wide('city-sectors')}`, (drawing) => drawing.getBoundingClientRect().height);
    const caption = () =>
      reader.page.$eval('#chart-city-sectors figcaption', (words) => (words as HTMLElement).innerText);
    const before = await size();
    await reader.page.click(year(1));
    await reader.page.waitForSelector(`${wide('city-sectors')} svg [data-d="0.4"]`);
    expect(await size()).toBe(before);
    expect(await caption()).toMatch(/青岛[\s\S]*2010年人口普查/);
    // The data behind it are called by what is shown, too.
    const named = await reader.page.$$eval('#chart-city-sectors caption .state', (all) =>
      all.filter((each) => !(each as HTMLElement).hidden).map(({ textContent }) => textContent),
    );
    expect(named.join()).toMatch(/^图11的数据：2010年普查时/);
    await reader.page.click(year(2));
    await reader.page.waitForSelector(`${wide('city-sectors')} svg [data-d="1.4"]`);
    expect(await caption()).toMatch(/菏泽[\s\S]*最近的人口普查/);
  });

  test('the table of cities shows the census that is chosen, sorted and counted as it is', async () => {
    const seen = () =>
      reader.page.$$eval('#table-cities-census tbody tr', (rows) =>
        rows.filter((row) => row.checkVisibility()).map((row) => (row as HTMLElement).innerText.split(/\s+/)),
      );
    const [latest] = await seen();
    expect(latest?.slice(0, 2)).toEqual(['济南市', '920.2432万人']);
    await reader.page.$eval('[data-choose=cities-census][value="2010"]', (input) => (input as HTMLElement).click());
    const earlier = await seen();
    expect(earlier.length).toBe(16);
    expect(earlier[0]?.slice(0, 2)).toEqual(['济南市', '811.2513万人']);
    await reader.page.$eval('#table-cities-census .c-population .sort', (button) => (button as HTMLElement).click());
    expect((await seen())[0]?.[0]).toBe('东营市');
    await reader.page.$eval('[data-choose=cities-census][value="2020"]', (input) => (input as HTMLElement).click());
    expect((await seen())[0]?.slice(0, 2)).toEqual(['东营市', '219.3518万人']);
  });

  test('nothing is asked of the network, and nothing complains', () => {
    expect(reader.requests).toEqual([]);
    expect(reader.complaints).toEqual([]);
  });
});
