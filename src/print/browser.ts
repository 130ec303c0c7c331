import { availableParallelism } from 'node:os';
import type { Printer, PrintJob } from '../base/world.ts';
import type { FoundBrowser } from './find-browser.ts';
import { type LaunchOptions, launchBrowser } from './launch.ts';
import { openPage, type Page } from './page.ts';
import { pagePool } from './page-pool.ts';
import { processMemory } from './process-memory.ts';
import { openControl } from './tab.ts';

/** A running browser; whoever opened it closes it. */
export interface Browser extends Printer, AsyncDisposable {
  /** False when started as root or where the system forbids the sandbox. */
  sandbox: boolean;
  /** Bytes of memory that its processes hold; undefined where the system does not tell. */
  memory(): Promise<number | undefined>;
  close(): Promise<void>;
}

export interface BrowserOptions extends LaunchOptions {
  /** How many pages work at a time; default: the number of cores. That many are opened at once, ahead of the first job. */
  pages?: number;
  /** `@font-face` rules that the documents are likely to bring: pages load them while there is nothing to print. */
  fontFaces?: string | undefined;
  /** Milliseconds for a job that names no limit itself; default 30 000. */
  limit?: number;
}

/** Launches the browser once; jobs borrow its pages, and wait when all are out. */
export async function openBrowser(found: FoundBrowser, options: BrowserOptions): Promise<Browser> {
  const { puppeteer, product, sandbox, close } = await launchBrowser(found, options);
  const control = openControl(puppeteer);
  control.catch(() => {}); // Told to whoever opens a page.
  const open = async () => openPage(puppeteer, await control);
  const openWithFonts = async () => {
    const page = await open();
    if (!options.fontFaces) return page;
    try {
      await page.loadFonts(options.fontFaces, options.limit);
      return page;
    } catch {
      // The document that brings them tells why, in a page that waits for nothing.
      page.close().catch(() => {});
      return open();
    }
  };
  const pool = pagePool(options.pages ?? availableParallelism(), openWithFonts);
  const limited = <T extends PrintJob>(job: T): T => ({ ...job, timeout: job.timeout ?? options.limit });
  return {
    sandbox,
    memory: async () => {
      const pid = puppeteer.process()?.pid;
      return pid === undefined ? undefined : processMemory(pid);
    },
    version: async () => product,
    printPdf: (html, job) => pool.borrow(job.name, html, (page) => page.printPdf(html, limited(job))),
    screenshot: (html, job) => pool.borrow(job.name, html, (page) => page.screenshot(html, limited(job))),
    capture: (html, job) => pool.borrow(job.name, html, () => inNewPage((page) => page.capture(html, limited(job)))),
    close,
    [Symbol.asyncDispose]: close,
  };

  /** Pictures are taken in a page that has shown nothing before. */
  async function inNewPage<T>(work: (page: Page) => Promise<T>): Promise<T> {
    const page = await open();
    try {
      return await work(page);
    } finally {
      await page.close().catch(() => {});
    }
  }
}
