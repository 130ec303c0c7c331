import { availableParallelism } from 'node:os';
import { AuthorError, BrowserError } from '../base/diagnostic.ts';
import type { Printer } from '../base/world.ts';
import type { FoundBrowser } from './find-browser.ts';
import { type LaunchOptions, launchBrowser } from './launch.ts';
import { openPage, type Page } from './page.ts';

/** A running browser; whoever opened it closes it. */
export interface Browser extends Printer, AsyncDisposable {
  /** False when started as root or where the system forbids the sandbox. */
  sandbox: boolean;
  close(): Promise<void>;
}

export interface BrowserOptions extends LaunchOptions {
  /** How many pages work at a time; default: the number of cores. That many are opened at once, ahead of the first job. */
  pages?: number;
}

/** Launches the browser once; jobs borrow its pages, and wait when all are out. */
export async function openBrowser(found: FoundBrowser, options: BrowserOptions): Promise<Browser> {
  const { devtools, product, sandbox, close } = await launchBrowser(found, options);
  const pool = pagePool(options.pages ?? availableParallelism(), () => openPage(devtools));
  return {
    sandbox,
    version: async () => product,
    printPdf: (html, job) => pool.borrow((page) => page.printPdf(html, job)),
    screenshot: (html, job) => pool.borrow((page) => page.screenshot(html, job)),
    close,
    [Symbol.asyncDispose]: close,
  };
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
  const attempt = async <T>(job: (page: Page) => Promise<T>): Promise<T> => {
    const { page } = await take();
    const lent = (await isUsable(page)) ? page : quietly(open());
    try {
      const result = await job(await lent);
      give(lent);
      return result;
    } catch (error) {
      lent.then((failed) => failed.close()).catch(() => {});
      give(quietly(open()));
      throw asBrowserError(error);
    }
  };
  return {
    /** A job whose page died is tried once more, on a new one: what killed the page need not have been the job. */
    async borrow<T>(job: (page: Page) => Promise<T>): Promise<T> {
      try {
        return await attempt(job);
      } catch (error) {
        if (!(error instanceof BrowserError && error.code === 'page-crashed')) throw error;
        return attempt(job);
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

/** A promise whose failure is told to whoever awaits it, and not before. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

function asBrowserError(error: unknown): unknown {
  if (error instanceof BrowserError || error instanceof AuthorError) return error;
  const { message } = error as Error;
  return new BrowserError('browser-failed', `the browser failed: ${message}`, [], { cause: error });
}
