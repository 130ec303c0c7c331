// Takes the pictures of the README from what a build wrote: pages of the PDFs, and the HTML page on a phone and a desk.
// usage: node scripts/pictures.js [folder with manifest.json]
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const output = resolve(process.argv[2] ?? 'output');
const pictures = resolve('docs/pictures');
const { files } = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'));
const titleOf = (chart, language) =>
  JSON.parse(readFileSync(`templates/charts/${chart}.vl.json`, 'utf8')).title.text[language];

const pages = [
  { picture: 'cover', languages: 'zh-Hans+en', page: 1 },
  { picture: 'chart-zh', languages: 'zh-Hans', title: titleOf('map-education', 'zh-Hans') },
  { picture: 'chart-en', languages: 'en', title: titleOf('map-education', 'en') },
  { picture: 'bilingual', languages: 'zh-Hans+en', title: titleOf('new-urban-jobs', 'en') },
];
const views = [
  { picture: 'phone', width: 360, height: 780, scale: 1.5, at: '#employment' },
  { picture: 'desktop', width: 1280, height: 800, scale: 1, at: '#employment' },
];

mkdirSync(pictures, { recursive: true });
const { browser, close } = await openBrowser();
try {
  const reader = await openReader(browser);
  for (const page of pages) save(page.picture, await pageOfPdf(reader, page));
  for (const view of views) save(view.picture, await reader.evaluate(lighten, await viewOfHtml(browser, view)));
} finally {
  await close();
}

function save(name, address) {
  const png = Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
  writeFileSync(join(pictures, `${name}.png`), png);
  console.log(`docs/pictures/${name}.png  ${Math.ceil(png.length / 1024)} KB`);
}

/** The browser that a build would print with. */
async function openBrowser() {
  const outfile = resolve('dist/pictures-browser.js');
  const contents = `export { findBrowser } from './src/print/find-browser.ts';
    export { launchBrowser } from './src/print/launch.ts';`;
  await build({
    stdin: { contents, resolveDir: '.', loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    logLevel: 'warning',
  });
  try {
    const { findBrowser, launchBrowser } = await import(pathToFileURL(outfile).href);
    const { puppeteer, close } = await launchBrowser(await findBrowser({ env: process.env }), { env: process.env });
    return { browser: puppeteer, close };
  } finally {
    rmSync(outfile);
  }
}

/** A tab with PDF.js in it. */
async function openReader(browser) {
  const contents = `import * as worker from 'pdfjs-dist/build/pdf.worker.mjs';
    import * as pdfjs from 'pdfjs-dist/build/pdf.mjs';
    globalThis.pdfjsWorker = worker;
    globalThis.pdfjs = pdfjs;`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '.' },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  const tab = await browser.newPage();
  await tab.setContent('<canvas></canvas>');
  await tab.addScriptTag({ type: 'module', content: outputFiles[0].text });
  await tab.waitForFunction('globalThis.pdfjs !== undefined');
  return tab;
}

/** A page by its number, or the last one with a title on it: the contents name titles too, and come first. */
async function pageOfPdf(tab, { languages, page, title }) {
  const { path } = files.find((file) => file.format === 'pdf' && file.languages.join('+') === languages);
  const bytes = readFileSync(join(output, path)).toString('base64');
  return tab.evaluate(lighten, await tab.evaluate(drawPage, bytes, page ?? 0, title ?? ''));
}

/** Runs in the tab: gives the page as a PNG in a data address, 80 pixels to the inch. */
async function drawPage(bytes, wanted, title) {
  const data = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
  const pdf = await globalThis.pdfjs.getDocument({ data }).promise;
  const page = await pdf.getPage(wanted || (await lastWith(title)));
  const viewport = page.getViewport({ scale: 80 / 72 });
  const canvas = document.querySelector('canvas');
  Object.assign(canvas, { width: Math.round(viewport.width), height: Math.round(viewport.height) });
  await page.render({ canvas, viewport }).promise;
  return canvas.toDataURL('image/png');

  async function lastWith(words) {
    for (let number = pdf.numPages; number > 0; number--) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      const text = items.map((item) => item.str).join('');
      if (text.replace(/\s/g, '').includes(words.replace(/\s/g, ''))) return number;
    }
    throw new Error(`no page has "${words}"`);
  }
}

async function viewOfHtml(browser, { width, height, scale, at }) {
  const { path } = files.find((file) => file.format === 'html');
  const tab = await browser.newPage();
  await tab.setViewport({ width, height, deviceScaleFactor: scale });
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
  await tab.goto(`${pathToFileURL(join(output, path)).href}${at}`);
  await tab.waitForSelector('html.live');
  await tab.evaluate(() => document.fonts.ready.then(() => true));
  return `data:image/png;base64,${await tab.screenshot({ type: 'png', encoding: 'base64' })}`;
}

/** Runs in the tab: the same picture in 64 levels of each colour, which the eye takes for the same and PNG writes shorter. */
async function lighten(address) {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < pixels.data.length; at++) {
    pixels.data[at] = (Math.round((pixels.data[at] / 255) * 63) * 255) / 63;
  }
  context.putImageData(pixels, 0, 0);
  return canvas.toDataURL('image/png');
}
