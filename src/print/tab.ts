import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { BrowserError } from '../base/diagnostic.ts';

/** One tab of the browser. */
export interface Tab {
  page: Page;
  /** For what Puppeteer has no method of its own. */
  session: CDPSession;
  /** Never resolves; rejects with BrowserError `page-crashed` or `browser-failed` when the tab or the browser dies. */
  death: Promise<never>;
  alive(): boolean;
  close(): Promise<void>;
}

/** Milliseconds until an empty tab must have been opened. */
const LIMIT = 30_000;

/** Opens an empty tab whose every request is held back until somebody answers `Fetch.requestPaused`. */
export async function openTab(browser: Browser): Promise<Tab> {
  const { death, die, alive } = mortality();
  const lose = () => die(new BrowserError('browser-failed', 'the browser failed: it closed its connection'));
  browser.once('disconnected', lose);
  const forget = () => browser.off('disconnected', lose);
  death.catch(forget);
  const silence = setTimeout(() => die(new BrowserError('browser-failed', 'the browser opens no page')), LIMIT);
  try {
    const page = await Promise.race([browser.newPage(), death]);
    page.once('error', ({ message }) => die(crash(message)));
    const session = await Promise.race([page.createCDPSession(), death]);
    await Promise.race([session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }), death]);
    const close = () => {
      forget();
      return page.close();
    };
    return { page, session, death, alive, close };
  } finally {
    clearTimeout(silence);
  }
}

function mortality() {
  let alive = true;
  let reject: (error: Error) => void = () => {};
  const death = new Promise<never>((_, rejectDeath) => {
    reject = rejectDeath;
  });
  death.catch(() => {
    alive = false;
  });
  return { death, die: (error: Error) => reject(error), alive: () => alive };
}

/** The error for a page that died; `cause` in the browser's words. */
export function crash(cause?: unknown): BrowserError {
  const hint = 'the machine may be short of memory; `jianbao doctor` lists other browsers';
  return new BrowserError('page-crashed', "the browser's page crashed", [hint], { cause });
}
