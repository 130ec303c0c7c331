// The least that printing costs: launches the browser that jianbao uses, loads each finished page given and prints it once.
// usage: node scripts/bench/floor.js <browser> <page.html> …
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer';

const [executablePath, ...waiting] = process.argv.slice(2);
const atATime = Math.min(3, availableParallelism());
const root = process.getuid?.() === 0;
const browser = await puppeteer.launch({ executablePath, headless: 'shell', args: root ? ['--no-sandbox'] : [] });
await Promise.all(Array.from({ length: atATime }, printWaiting));
await browser.close();
const { version } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('puppeteer/package.json'), 'utf8'));
console.log(JSON.stringify({ puppeteer: version, atATime }));

async function printWaiting() {
  if (waiting.length === 0) return;
  const page = await browser.newPage();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    await page.goto(pathToFileURL(path).href);
    await page.evaluate(() => document.fonts.ready.then(() => true));
    await page.pdf({ tagged: true, outline: true, printBackground: true, preferCSSPageSize: true });
  }
}
