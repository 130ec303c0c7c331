import { availableParallelism } from 'node:os';
import type { ByteCache } from '../base/byte-cache.ts';
import { timeLimit } from '../base/time-limit.ts';
import type { Progress } from '../base/world.ts';
import type { Browser, BrowserOptions } from '../print/browser.ts';
import type { FoundBrowser } from '../print/find-browser.ts';
import type { LazyPrinter } from '../print/lazy-printer.ts';

export interface PrinterOptions {
  /** Path of the browser to print with. */
  browser?: string;
  progress?: Progress;
}

/** Finds the browser and launches it, with its pages. */
export async function launchBrowser(options: PrinterOptions, signal?: AbortSignal): Promise<Browser> {
  return open(await find(options), { signal });
}

/** A printer for one build: the browser starts when something has to be printed, which is when `load` is called. */
export async function openPrinter(
  options: PrinterOptions,
  cache: ByteCache,
  load: () => Promise<Opening> = loadBrowser,
): Promise<LazyPrinter> {
  const { openLazyPrinter } = await import('../print/lazy-printer.ts');
  return openLazyPrinter({
    find: () => find(options),
    open: (found, more) => open(found, more, load),
    cache,
  });
}

async function find({ browser, progress }: PrinterOptions): Promise<FoundBrowser> {
  const { findBrowser } = await import('../print/find-browser.ts');
  return findBrowser({ ...(browser !== undefined && { browser }), env: process.env }, progress);
}

type Opening = Pick<typeof import('../print/browser.ts'), 'openBrowser'>;

function loadBrowser(): Promise<Opening> {
  return import('../print/browser.ts');
}

async function open(
  found: FoundBrowser,
  more: Pick<BrowserOptions, 'fontFaces' | 'signal'>,
  load = loadBrowser,
): Promise<Browser> {
  const { openBrowser } = await load();
  const limit = timeLimit(process.env);
  return openBrowser(found, { env: process.env, pages: Math.min(3, availableParallelism()), limit, ...more });
}
