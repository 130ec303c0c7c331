import { BrowserError } from '../base/diagnostic.ts';
import type { Printer } from '../base/world.ts';
import type { Browser } from './browser.ts';

export interface BrowserPool extends Printer {
  /** How many browsers were started so far. */
  started(): number;
  close(): Promise<void>;
}

export interface BrowserPoolOptions {
  /** The signal says that the pool was closed meanwhile. */
  open(signal: AbortSignal): Promise<Browser>;
  /** A browser is replaced after so many jobs; default 500. */
  jobs?: number;
  /** A browser is replaced when its processes hold more bytes than this; default 1.5 GB. */
  memory?: number;
}

/** One browser with what it has done. */
interface Seat {
  browser: Promise<Browser>;
  jobs: number;
  running: number;
  retired: boolean;
}

/**
 * A printer for many jobs: one browser at a time, replaced after a number of jobs, when it has grown too large and when it
 * dies; the job that it died of is tried once more, in the next one. A replaced browser ends when its last job has.
 */
export function openBrowserPool({ open, jobs: limit = 500, memory = 1.5e9 }: BrowserPoolOptions): BrowserPool {
  const seats = new Set<Seat>();
  let current: Seat | undefined;
  let started = 0;
  const life = new AbortController();

  return {
    printPdf: (html, job) => borrow((browser) => browser.printPdf(html, job)),
    screenshot: (html, job) => borrow((browser) => browser.screenshot(html, job)),
    capture: (html, job) => borrow((browser) => browser.capture(html, job)),
    version: () => borrow((browser) => browser.version(), 0),
    started: () => started,
    async close() {
      life.abort();
      await Promise.all([...seats].map(end));
    },
  };

  async function borrow<T>(work: (browser: Browser) => Promise<T>, jobs: 0 | 1 = 1): Promise<T> {
    try {
      return await attempt(work, jobs);
    } catch (error) {
      if (life.signal.aborted || !isDead(error)) throw error;
      return attempt(work, jobs);
    }
  }

  async function attempt<T>(work: (browser: Browser) => Promise<T>, jobs: 0 | 1): Promise<T> {
    if (life.signal.aborted) throw new BrowserError('browser-failed', 'the browser was closed');
    const lent = seat();
    lent.running += 1;
    lent.jobs += jobs;
    try {
      return await work(await lent.browser);
    } catch (error) {
      if (isDead(error)) retire(lent);
      throw error;
    } finally {
      lent.running -= 1;
      if (lent.jobs >= limit) retire(lent);
      else if (jobs > 0 && lent.jobs % looks === 0) void look(lent);
      if (lent.retired && lent.running === 0) void end(lent);
    }
  }

  function seat(): Seat {
    if (current && !current.retired) return current;
    started += 1;
    const browser = open(life.signal);
    browser.catch(() => {}); // Told when it is awaited.
    current = { browser, jobs: 0, running: 0, retired: false };
    seats.add(current);
    return current;
  }

  function retire(lent: Seat): void {
    lent.retired = true;
    if (lent.running === 0) void end(lent);
  }

  async function look(lent: Seat): Promise<void> {
    const bytes = await lent.browser.then((browser) => browser.memory()).catch(() => undefined);
    if (bytes !== undefined && bytes > memory) retire(lent);
  }

  async function end(lent: Seat): Promise<void> {
    if (!seats.delete(lent)) return;
    await lent.browser.then((browser) => browser.close()).catch(() => {});
  }
}

/** After so many jobs the browser's memory is looked at. */
const looks = 16;

/** Its process ended, or never came up. */
function isDead(error: unknown): boolean {
  return error instanceof BrowserError && (error.code === 'browser-failed' || error.code === 'browser-launch-failed');
}
