import { describe, expect, it } from 'vitest';
import { BrowserError } from '../../src/base/diagnostic.ts';
import type { Browser } from '../../src/print/browser.ts';
import { openBrowserPool } from '../../src/print/browser-pool.ts';

/** Browsers that print their own number; what happens at a print, and how much memory they hold, is up to the test. */
function browsers({
  print = async () => {},
  memory = 0,
}: {
  print?: (browser: number) => Promise<void>;
  memory?: number;
} = {}) {
  const ended: number[] = [];
  let opened = 0;
  const open = async (): Promise<Browser> => {
    opened += 1;
    const number = opened;
    return {
      sandbox: true,
      memory: async () => memory,
      version: async () => `Fake/${number}`,
      async printPdf() {
        await print(number);
        return Uint8Array.of(number);
      },
      screenshot: async () => new Uint8Array(),
      capture: async () => [],
      async close() {
        ended.push(number);
      },
      async [Symbol.asyncDispose]() {},
    };
  };
  return { open, ended };
}

const job = { name: 'a.pdf' };
const dead = () => new BrowserError('browser-failed', 'the browser failed: it closed its connection');

describe('a pool of browsers', () => {
  it('replaces a browser after a number of jobs, and ends the old one when its last job has ended', async () => {
    const { open, ended } = browsers();
    const pool = openBrowserPool({ open, jobs: 3 });
    const numbers = [];
    for (let index = 0; index < 7; index++) numbers.push((await pool.printPdf('', job))[0]);
    expect(numbers).toEqual([1, 1, 1, 2, 2, 2, 3]);
    expect(pool.started()).toBe(3);
    expect(ended).toEqual([1, 2]);
    await pool.close();
    expect(ended).toEqual([1, 2, 3]);
  });

  it('gives up a browser that is starting when it is closed', async () => {
    let told = false;
    const pool = openBrowserPool({
      open: (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            told = true;
            reject(new BrowserError('browser-launch-failed', 'given up'));
          });
        }),
    });
    const printed = pool.printPdf('', job).catch((error) => error);
    await pool.close();
    expect(told).toBe(true);
    expect(await printed).toMatchObject({ message: 'given up' });
    expect(pool.started()).toBe(1);
  });

  it('replaces a browser that has grown too large', async () => {
    const { open, ended } = browsers({ memory: 2000 });
    const pool = openBrowserPool({ open, memory: 1000 });
    for (let index = 0; index < 40; index++) await pool.printPdf('', job);
    expect(pool.started()).toBeGreaterThan(1);
    expect(ended.length).toBe(pool.started() - 1);
    await pool.close();
  });

  it('tries the job that a browser died of once more, in the next one', async () => {
    const { open, ended } = browsers({
      async print(browser) {
        if (browser === 1) throw dead();
      },
    });
    const pool = openBrowserPool({ open });
    expect([...(await pool.printPdf('', job))]).toEqual([2]);
    expect(ended).toEqual([1]);
    await pool.close();
  });

  it('gives up a job that two browsers died of, and goes on with the next one', async () => {
    const { open } = browsers({
      async print(browser) {
        if (browser <= 2) throw dead();
      },
    });
    const pool = openBrowserPool({ open });
    await expect(pool.printPdf('', job)).rejects.toThrow('closed its connection');
    expect([...(await pool.printPdf('', job))]).toEqual([3]);
    await pool.close();
  });

  it('lets no job wait for another: what a document is wrong about is told at once', async () => {
    const { open, ended } = browsers({
      async print() {
        throw new BrowserError('page-not-ready', 'the page was not ready within 30 s');
      },
    });
    const pool = openBrowserPool({ open });
    await expect(pool.printPdf('', job)).rejects.toThrow('not ready');
    expect(pool.started()).toBe(1);
    expect(ended).toEqual([]);
    await pool.close();
  });
});
