import { expect, test } from 'vitest';
import type { ByteCache } from '../../src/base/byte-cache.ts';
import { openBrowser } from '../../src/print/browser.ts';
import { findBrowser } from '../../src/print/find-browser.ts';
import { openLazyPrinter } from '../../src/print/lazy-printer.ts';
import { memoryCache } from '../memory-cache.ts';

const found = await findBrowser({ env: process.env });
const env = process.env;

const rules = '@font-face { font-family: Own; src: url("data:font/woff2;base64,AAAA") }';
const page = (words: string) =>
  `<!doctype html><html lang="en"><head><title>a</title><style>${rules} p { font-family: Own, serif }</style></head><body><p>${words}</p></body></html>`;

/** Prints pages in a run of their own; gives what the browser was told to have ready, and the PDFs. */
async function run(cache: ByteCache, pages: string[], limit?: number) {
  const ready: (string | undefined)[] = [];
  const printer = openLazyPrinter({
    find: async () => found,
    open: (browser, options) => {
      ready.push(options.fontFaces);
      return openBrowser(browser, { env, pages: 1, ...(limit && { limit }), ...options });
    },
    cache,
  });
  try {
    const pdfs: string[] = [];
    for (const html of pages)
      pdfs.push(Buffer.from(await printer.printPdf(html, { name: 'a.pdf', timeout: 30_000 })).toString('latin1'));
    return { ready, pdfs: pdfs.map((pdf) => pdf.replace(/\(D:[^)]*\)/g, '').replace(/\(node\d+\)/g, '')) };
  } finally {
    await printer.close();
  }
}

test('the fonts of the last print are ready for the next, which prints the same', async () => {
  const cache = memoryCache();
  const first = await run(cache, [page('one')]);
  expect(first.ready).toEqual([undefined]);
  const second = await run(cache, [page('one'), page('two'), '<p>none of them</p>']);
  expect(second.ready).toEqual([`${rules} `]);
  expect(second.pdfs[0]).toBe(first.pdfs[0]);
  expect(await run(memoryCache(), [page('two')])).toMatchObject({ pdfs: [second.pdfs[1]] });
});

test('nothing is started for a printer that prints nothing', async () => {
  expect(await run(memoryCache(), [])).toEqual({ ready: [], pdfs: [] });
});

test('fonts that cannot be loaded ahead keep nobody from printing', async () => {
  const cache = memoryCache();
  const { pdfs } = await run(cache, [page('one')]);
  // Nothing is loaded within a millisecond.
  const again = await run(cache, [page('one')], 1);
  expect(again.ready).toEqual([`${rules} `]);
  expect(again.pdfs).toEqual(pdfs);
});

test('what is kept of fonts and is none does no harm', async () => {
  const cache = memoryCache();
  const { pdfs } = await run(memoryCache(), [page('one')]);
  await cache.set('fonts of the last print', new TextEncoder().encode('@font-face { nothing'));
  expect((await run(cache, [page('one')])).pdfs).toEqual(pdfs);
});
