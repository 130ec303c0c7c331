import { spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { cli, root } from './machine.js';
import { line, median } from './statistics.js';

/** How often each kind of file is saved. */
const edits = 30;

/** `jianbao preview` of the default briefing in a browser: from saving a file until the page shows it and has been painted. */
export async function benchPreview({ work, browser: executablePath }) {
  const folder = join(work, 'preview');
  for (const name of ['briefing.yaml', 'data', 'templates', 'translations.lock.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  const child = spawn(process.execPath, [cli, 'preview', folder, '--no-open'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const args = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--disable-gpu'];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const browser = await puppeteer.launch({ executablePath, headless: 'shell', args });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(`${await addressOf(child)}#lang=en`, { waitUntil: 'load' });
    const text = join(folder, 'templates', 'sections', 'employment.en.md');
    const chart = join(folder, 'templates', 'charts', 'new-urban-jobs.vl.json');
    const [prose, spec] = [readFileSync(text, 'utf8'), readFileSync(chart, 'utf8')];
    const drawing = '#chart-new-urban-jobs .drawing[lang=en] .wide svg';
    const kinds = {
      text: (n) => [text, prose.replace('\n', ` Edit ${letters(n)}.\n`), '#employment', `Edit ${letters(n)}.`],
      chart: (n) => [chart, spec.replace('"height": 210', `"height": ${211 + n}`), drawing, undefined],
    };
    console.log(line('preview, save to sight', ['median', 'least', 'most'], 11));
    for (const [kind, edit] of Object.entries(kinds)) {
      const times = [];
      for (let n = 0; n < edits; n++) times.push(await seen(page, ...edit(n)));
      const cells = [median(times), Math.min(...times), Math.max(...times)].map((time) => `${time.toFixed(0)} ms`);
      console.log(line(kind, cells, 11));
    }
  } finally {
    await browser.close();
    child.kill('SIGINT');
    await new Promise((resolve) => child.on('close', resolve));
  }
}

/** Milliseconds from saving until what the selector finds says something, or is another than before, and has been painted. */
async function seen(page, path, content, selector, text) {
  const shown = await page.evaluateHandle(
    (selector, text) => {
      const now = () => document.querySelector(selector)?.outerHTML ?? '';
      const before = now();
      const isShown = () => (text === undefined ? now() !== before : now().includes(text));
      const painted = new Promise((resolve) => {
        const watch = new MutationObserver(() => {
          if (!isShown()) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(resolve));
        });
        watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      });
      return { painted };
    },
    selector,
    text,
  );
  const start = performance.now();
  writeFileSync(path, content);
  await shown.evaluate(({ painted }) => painted);
  const time = performance.now() - start;
  // What follows the edit (fonts, findings) does not run into the next one.
  await new Promise((resolve) => setTimeout(resolve, 700));
  return time;
}

/** Words that are no numeral. */
function letters(n) {
  return `${String.fromCharCode(97 + (n % 26))}${'x'.repeat(1 + Math.floor(n / 26))}`;
}

function addressOf(child) {
  return new Promise((resolve, reject) => {
    child.on('exit', () => reject(new Error('the preview ended')));
    child.stdout.on('data', (part) => {
      const [address] = /http:\S+/.exec(String(part)) ?? [];
      if (address) resolve(address);
    });
  });
}
