import { expect, test } from 'vitest';
import type { ByteCache } from '../../src/base/byte-cache.ts';
import { openBrowser } from '../../src/print/browser.ts';
import { findBrowser } from '../../src/print/find-browser.ts';
import { openLazyPrinter } from '../../src/print/lazy-printer.ts';

const found = await findBrowser({ env: process.env });
const env = process.env;

function memory(): ByteCache {
  const entries = new Map<string, Uint8Array>();
  return { get: async (key) => entries.get(key), set: async (key, bytes) => void entries.set(key, bytes) };
}

const rules = '@font-face { font-family: Own; src: url("data:font/woff2;base64,AAAA") }';
const page = (words: string) =>
  `<!doctype html><html lang="en"><head><title>a</title><style>${rules} p { font-family: Own, serif }</style></head><body><p>${words}</p></body></html>`;

/** Prints pages in a run of their own; gives what the browser was told to have ready, and the PDFs. */
async function run(cache: ByteCache, pages: string[]) {
  const ready: (string | undefined)[] = [];
  const printer = openLazyPrinter({
    find: async () => found,
    open: (browser, options) => {
      ready.push(options.fontFaces);
      return openBrowser(browser, { env, pages: 1, ...options });
    },
    cache,
  });
  try {
    const pdfs: string[] = [];
    for (const html of pages)
      pdfs.push(Buffer.from(await printer.printPdf(html, { name: 'a.pdf' })).toString('latin1'));
    return { ready, pdfs: pdfs.map((pdf) => pdf.replace(/\(D:[^)]*\)/g, '').replace(/\(node\d+\)/g, '')) };
  } finally {
    await printer.close();
  }
}

test('the fonts of the last print are ready for the next, which prints the same', async () => {
  const cache = memory();
  const first = await run(cache, [page('one')]);
  expect(first.ready).toEqual([undefined]);
  const second = await run(cache, [page('one'), page('two'), '<p>none of them</p>']);
  expect(second.ready).toEqual([`${rules} `]);
  expect(second.pdfs[0]).toBe(first.pdfs[0]);
  expect(await run(memory(), [page('two')])).toMatchObject({ pdfs: [second.pdfs[1]] });
});

test('nothing is started for a printer that prints nothing', async () => {
  expect(await run(memory(), [])).toEqual({ ready: [], pdfs: [] });
});

test('fonts that cannot be loaded keep nobody from printing', async () => {
  const cache = memory();
  await cache.set('fonts of the last print', new TextEncoder().encode('@font-face { nothing'));
  const { pdfs } = await run(cache, [page('one')]);
  expect(pdfs).toEqual((await run(memory(), [page('one')])).pdfs);
});
