import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openBrowser } from './browser.js';
import { line, median } from './statistics.js';

/** The page in the browser of builds: ready for input and scrolling, beside an empty page of the same bytes. */
export async function benchPage({ rounds, work, page }) {
  // As many bytes with nothing to lay out, run or look at.
  const empty = join(work, 'empty.html');
  const bytes = readFileSync(page).byteLength;
  writeFileSync(
    empty,
    `<!doctype html><title>empty</title><script type="text/plain">${'x'.repeat(bytes - 72)}</script>`,
  );
  const { browser, close } = await openBrowser();
  try {
    const times = { page: [], empty: [] };
    const blocks = [];
    await ready(browser, page);
    for (let round = 0; round < rounds; round++) {
      times.empty.push((await ready(browser, empty)).time);
      const { time, block } = await ready(browser, page, true);
      times.page.push(time);
      blocks.push(block);
    }
    const ratio = median(times.page.map((time, at) => time / times.empty[at]));
    const milliseconds = (time) => `${time.toFixed(0)} ms`;
    console.log(
      `${line('page ready for input', [milliseconds(median(times.page)), ratio.toFixed(2)])}  ÷ an empty page of its size`,
    );
    console.log(
      line('longest block, scrolling', [milliseconds(median(blocks)), `${milliseconds(Math.max(...blocks))} most`]),
    );
  } finally {
    await close();
  }
}

/** Milliseconds from opening to an answered key press after two frames; the longest task while the page is scrolled. */
async function ready(browser, path, scrolls = false) {
  const tab = await browser.newPage();
  try {
    await tab.setViewport({ width: 1280, height: 800 });
    const start = performance.now();
    await tab.goto(pathToFileURL(path).href, { waitUntil: 'load' });
    await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await tab.keyboard.press('Shift');
    const time = performance.now() - start;
    const block = scrolls ? await tab.evaluate(longestTaskWhileScrolling) : 0;
    return { time, block };
  } finally {
    await tab.close();
  }
}

/** Runs in the page: scrolls through all of it, a step a frame. */
async function longestTaskWhileScrolling() {
  let longest = 0;
  const watch = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  watch.observe({ type: 'longtask' });
  const end = document.documentElement.scrollHeight;
  for (let at = 0; at < end; at += 200) {
    scrollTo({ top: at, behavior: 'instant' });
    await new Promise((done) => requestAnimationFrame(done));
  }
  await new Promise((done) => setTimeout(done, 200));
  watch.disconnect();
  return longest;
}
