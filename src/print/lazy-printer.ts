import { stat } from 'node:fs/promises';
import { type ByteCache, kept } from '../base/byte-cache.ts';
import type { Printer } from '../base/world.ts';
import type { Browser } from './browser.ts';
import { openBrowserPool } from './browser-pool.ts';
import type { FoundBrowser } from './find-browser.ts';
import { keptShots } from './kept-shots.ts';
import { fontsOf } from './still-document.ts';

/**
 * A printer whose browser is started when something has to be printed, and once more when it dies; pictures taken before
 * come from the cache.
 */
export interface LazyPrinter extends Printer {
  /** Starts the browser now. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface LazyPrinterOptions {
  find(): Promise<FoundBrowser>;
  /** Launches it; the options are as in `BrowserOptions`. */
  open(found: FoundBrowser, options: { fontFaces: string | undefined; signal: AbortSignal }): Promise<Browser>;
  cache: ByteCache;
}

/** Finds the browser at once, so that a missing one is told whatever is cached. */
export function openLazyPrinter({ find, open, cache }: LazyPrinterOptions): LazyPrinter {
  const found = find();
  found.catch(() => {}); // Told to whoever prints.
  const fonts = lastFonts(cache);
  const launch = async (signal: AbortSignal) => open(await found, { fontFaces: await fonts.last(), signal });
  const browsers = openBrowserPool({ open: launch, jobs: Infinity, memory: Infinity });
  const version = async () => {
    const key = `product ${await identityOf(await found)}`;
    const product = await kept(cache, key, async () => new TextEncoder().encode(await browsers.version()));
    return new TextDecoder().decode(product);
  };
  return {
    version,
    printPdf: async (html, job) => {
      const printed = await browsers.printPdf(html, job);
      await fonts.note(html);
      return printed;
    },
    screenshot: async (html, job) =>
      kept(cache, JSON.stringify(['picture', await version(), html, job]), async () => browsers.screenshot(html, job)),
    capture: async (html, { timeout, ...job }) =>
      keptShots(cache, JSON.stringify(['pictures', await version(), html, job]), async () =>
        browsers.capture(html, { timeout, ...job }),
      ),
    start: async () => {
      await browsers.version();
    },
    close: browsers.close,
  };
}

/** The fonts that the last run's PDFs were printed with, which most likely the next one's are. */
function lastFonts(cache: ByteCache) {
  const key = 'fonts of the last print';
  let found: Promise<string | undefined> | undefined;
  let noted: string | undefined;
  const last = () => {
    found ??= cache.get(key).then((bytes) => bytes && new TextDecoder().decode(bytes));
    return found;
  };
  return {
    last,
    async note(html: string): Promise<void> {
      const fonts = fontsOf(html);
      if (fonts === '' || fonts === noted) return;
      noted = fonts;
      if (fonts !== (await last())) await cache.set(key, new TextEncoder().encode(fonts));
    },
  };
}

/** Changes when another executable stands in a browser's place. */
async function identityOf({ kind, path, version }: FoundBrowser): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return JSON.stringify([kind, path, version, size, mtimeMs]);
}
