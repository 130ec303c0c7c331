import { availableParallelism } from 'node:os';
import { AuthorError, BrowserError } from '../base/diagnostic.ts';
import type { Printer, PrintJob } from '../base/world.ts';
import type { FoundBrowser } from './find-browser.ts';
import { type LaunchOptions, launchBrowser } from './launch.ts';
import { openPage, type Page } from './page.ts';
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
  /** Milliseconds for a job that names no limit itself; default 30 000. */
  limit?: number;
}

/** Launches the browser once; jobs borrow its pages, and wait when all are out. */
export async function openBrowser(found: FoundBrowser, options: BrowserOptions): Promise<Browser> {
  const { puppeteer, product, sandbox, close } = await launchBrowser(found, options);
  const control = quietly(openControl(puppeteer));
  const open = async () => openPage(puppeteer, await control);
  const pool = pagePool(options.pages ?? availableParallelism(), open);
  const limited = <T extends PrintJob>(job: T): T => ({ ...job, timeout: job.timeout ?? options.limit });
  return {
    sandbox,
    memory: async () => {
      const pid = puppeteer.process()?.pid;
      return pid === undefined ? undefined : processMemory(pid);
    },
    version: async () => product,
    printPdf: (html, job) => pool.borrow(job.name, (page) => page.printPdf(html, limited(job))),
    screenshot: (html, job) => pool.borrow(job.name, (page) => page.screenshot(html, limited(job))),
    capture: (html, job) => pool.borrow(job.name, () => inNewPage((page) => page.capture(html, limited(job)))),
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

/** `count` pages, opened now and lent to one job at a time; a page that failed is replaced by a new one. */
function pagePool(count: number, open: () => Promise<Page>) {
  const free = Array.from({ length: count }, () => quietly(open()));
  const queue: ((page: Promise<Page>) => void)[] = [];
  const take = () => {
    const page = free.shift();
    return page
      ? Promise.resolve({ page })
      : new Promise<{ page: Promise<Page> }>((resolve) => queue.push((next) => resolve({ page: next })));
  };
  const give = (page: Promise<Page>) => {
    const next = queue.shift();
    if (next) next(page);
    else free.push(page);
  };
  const attempt = async <T>(name: string, job: (page: Page) => Promise<T>, onNewPage: boolean): Promise<T> => {
    const { page } = await take();
    const keep = !onNewPage && (await isUsable(page));
    if (!keep) closeQuietly(page);
    const lent = keep ? page : quietly(open());
    try {
      const result = await job(await lent);
      give(lent);
      return result;
    } catch (error) {
      closeQuietly(lent);
      give(quietly(open()));
      throw asBrowserError(name, error);
    }
  };
  return {
    /** A job whose page died is tried once more, on a new one: what killed the page need not have been the job. */
    async borrow<T>(name: string, job: (page: Page) => Promise<T>): Promise<T> {
      try {
        return await attempt(name, job, false);
      } catch (error) {
        if (!(error instanceof BrowserError && error.code === 'page-crashed')) throw error;
        return attempt(name, job, true);
      }
    },
  };
}

/** Whether a page that waited for work did not die meanwhile. */
async function isUsable(page: Promise<Page>): Promise<boolean> {
  return page.then(
    (opened) => opened.alive(),
    () => false,
  );
}

function closeQuietly(page: Promise<Page>) {
  page.then((opened) => opened.close()).catch(() => {});
}

/** A promise whose failure is told to whoever awaits it, and not before. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** The job's name stands in front of whatever the browser says. */
function asBrowserError(name: string, error: unknown): unknown {
  if (error instanceof AuthorError) return error;
  const { message } = error as Error;
  if (!(error instanceof BrowserError)) {
    return new BrowserError('browser-failed', `${name}: the browser failed: ${message}`, [], { cause: error });
  }
  return new BrowserError(error.code, `${name}: ${message}`, error.hints, { cause: error });
}
