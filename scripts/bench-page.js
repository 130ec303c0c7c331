// Measures the page in the browser of builds: ready for input and scrolling, against an empty page of the same bytes.
// usage: node scripts/bench-page.js <page.html> [rounds]   (default 5)
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const page = resolve(process.argv[2] ?? 'output/shandong-employment-2023.html');
const rounds = Number(process.argv[3] ?? 5);
const work = mkdtempSync(join(tmpdir(), 'jianbao-bench-page-'));

/** As many bytes with nothing to lay out, run or look at. */
const empty = join(work, 'empty.html');
const bytes = readFileSync(page).byteLength;
writeFileSync(empty, `<!doctype html><title>empty</title><script type="text/plain">${'x'.repeat(bytes - 72)}</script>`);

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
  const ratios = times.page.map((time, i) => time / times.empty[i]);
  console.log(
    `page ready for input    ${median(times.page).toFixed(0)} ms, empty page ${median(times.empty).toFixed(0)} ms`,
  );
  console.log(`ratio                   ${median(ratios).toFixed(2)} (median of ${rounds})`);
  console.log(
    `longest block scrolling ${median(blocks).toFixed(0)} ms (median), ${Math.max(...blocks).toFixed(0)} ms (most)`,
  );
} finally {
  await close();
  rmSync(work, { recursive: true, force: true });
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

/** The browser that a build would print with. */
async function openBrowser() {
  const outfile = resolve('dist/bench-browser.js');
  const contents = `export { findBrowser } from './src/print/find-browser.ts';
    export { launchBrowser } from './src/print/launch.ts';`;
  const stdin = { contents, resolveDir: '.', loader: 'ts' };
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external' });
  const { findBrowser, launchBrowser } = await import(pathToFileURL(outfile).href);
  rmSync(outfile);
  const launched = await launchBrowser(await findBrowser({ env: process.env }), { env: process.env });
  return { browser: launched.puppeteer, close: () => launched.close() };
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
