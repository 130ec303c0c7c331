import { AuthorError, BrowserError } from '../base/diagnostic.ts';
import type { Page } from './page.ts';

export interface PagePool {
  /**
   * Lends a page for a job with a document, if there is a choice one that has its fonts. A job whose page died is tried
   * once more, on a new one: what killed the page need not have been the job.
   */
  borrow<T>(name: string, html: string, job: (page: Page) => Promise<T>): Promise<T>;
}

/** `count` pages, opened now and lent to one job at a time; a page that failed is replaced by a new one. */
export function pagePool(count: number, open: () => Promise<Page>): PagePool {
  const free = Array.from({ length: count }, () => newSlot(open));
  const queue: { html: string; lend(slot: Slot): void }[] = [];

  return {
    async borrow(name, html, job) {
      try {
        return await attempt(name, html, job, false);
      } catch (error) {
        if (!(error instanceof BrowserError && error.code === 'page-crashed')) throw error;
        return attempt(name, html, job, true);
      }
    },
  };

  async function attempt<T>(
    name: string,
    html: string,
    job: (page: Page) => Promise<T>,
    onNewPage: boolean,
  ): Promise<T> {
    const taken = await take(html);
    const keep = !onNewPage && (await isUsable(taken));
    if (!keep) closeQuietly(taken);
    const lent = keep ? taken : newSlot(open);
    try {
      const result = await job(await lent.page);
      give(lent);
      return result;
    } catch (error) {
      closeQuietly(lent);
      give(newSlot(open));
      throw asBrowserError(name, error);
    }
  }

  async function take(html: string): Promise<Slot> {
    const slot = takeBest(free, (each) => suits(each, html));
    return slot ?? new Promise((lend) => queue.push({ html, lend }));
  }

  function give(slot: Slot): void {
    const next = takeBest(queue, ({ html }) => suits(slot, html));
    if (next) next.lend(slot);
    else free.push(slot);
  }
}

/** A page, and the same once it is open. */
interface Slot {
  page: Promise<Page>;
  opened?: Page;
}

/** Failure to open it is told to whoever borrows it, and not before. */
function newSlot(open: () => Promise<Page>): Slot {
  const slot: Slot = { page: open() };
  slot.page.then(
    (page) => {
      slot.opened = page;
    },
    () => {},
  );
  return slot;
}

function suits({ opened }: Slot, html: string): boolean {
  return opened?.suits(html) === true;
}

/** Takes the first that fits out of a list, else the first. */
function takeBest<T>(list: T[], fits: (each: T) => boolean): T | undefined {
  const [taken] = list.splice(Math.max(0, list.findIndex(fits)), 1);
  return taken;
}

/** Whether a page that waited for work did not die meanwhile. */
async function isUsable({ page }: Slot): Promise<boolean> {
  return page.then(
    (opened) => opened.alive(),
    () => false,
  );
}

function closeQuietly({ page }: Slot): void {
  page.then((opened) => opened.close()).catch(() => {});
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
