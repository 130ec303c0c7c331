import type { ConsoleMessage, Protocol } from 'puppeteer-core';
import { BrowserError, RequestError } from '../base/diagnostic.ts';
import { crash, type Tab } from './tab.ts';

/** The address that documents are loaded under; reserved by RFC 2606, so it is nobody's. */
const ADDRESS = 'https://page.invalid/';

/** What is known about a job while it runs. */
export interface Run {
  step: 'load' | 'fonts' | 'ready' | 'print';
  /** First uncaught error of the page's own script. */
  scriptError?: string;
  /** Addresses that the page asked for in vain. */
  refused: string[];
}

/** Loads the document and waits for its fonts and for `data-ready` on its root, when that is `pending`. */
export async function loadDocument({ page, session }: Tab, html: string, name: string, run: Run): Promise<void> {
  const serve = ({ requestId, request }: Protocol.Fetch.RequestPausedEvent) => {
    const answer =
      request.url === ADDRESS
        ? session.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body: base64(html) })
        : session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    answer.catch(() => {});
    if (request.url !== ADDRESS) run.refused.push(request.url);
  };
  const listen = (message: ConsoleMessage) => {
    const [, local] = /^Not allowed to load local resource: (.+)/.exec(message.text()) ?? [];
    if (local) run.refused.push(local);
  };
  session.on('Fetch.requestPaused', serve);
  page.on('console', listen);
  try {
    await page.goto(ADDRESS, { timeout: 0 }).catch((error) => {
      // The document is always served, so only the page itself can have failed.
      throw crash(error);
    });
    run.step = 'fonts';
    await page.evaluate('document.fonts.ready.then(() => true)');
    run.step = 'ready';
    await page.evaluate(`(${untilReady})()`);
  } finally {
    session.off('Fetch.requestPaused', serve);
    page.off('console', listen);
  }
  if (run.refused.length > 0) throw refusal(name, run.refused);
}

const responseHeaders = [{ name: 'content-type', value: 'text/html; charset=utf-8' }];

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** Runs in the page. */
const untilReady = `() => new Promise((resolve) => {
  const root = document.documentElement;
  const look = () => root.dataset.ready !== 'pending' && (watcher.disconnect(), resolve(true));
  const watcher = new MutationObserver(look);
  watcher.observe(root, { attributes: true, attributeFilter: ['data-ready'] });
  look();
})`;

function refusal(name: string, urls: string[]): RequestError {
  const message = (url: string) => `${name}: the page asks for ${url}, which is not inside the document`;
  const hints = ['put the file into the briefing, so that the page carries it'];
  const once = [...new Set(urls)];
  return new RequestError(
    once,
    once.map((url) => ({ severity: 'error', code: 'page-request', message: message(url), hints })),
  );
}

/** A job that took too long: at which step, and in the page's own words what for. */
export async function notReady(tab: Tab, limit: number, run: Run): Promise<BrowserError> {
  const pending = run.step === 'ready' ? await pendingWork(tab) : undefined;
  const stage = {
    load: 'it is still loading',
    fonts: 'its fonts are still loading',
    ready: pending ? `it still waits for ${pending}` : 'it still says data-ready="pending"',
    print: 'it is still being printed',
  }[run.step];
  const hints = [
    run.scriptError && `its script failed: ${run.scriptError}`,
    ...run.refused.map((url) => `it asks for ${url}`),
  ];
  const message = `the page was not ready within ${limit / 1000} s: ${stage}`;
  return new BrowserError(
    'page-not-ready',
    message,
    hints.filter((hint) => hint !== undefined),
  );
}

/** The page's own words for what it waits for: the attribute `data-pending` of its root. */
async function pendingWork({ page }: Tab): Promise<string | undefined> {
  const silence = new Promise<undefined>((resolve) => setTimeout(resolve, 1000, undefined).unref());
  const words = page.evaluate('document.documentElement.dataset.pending').catch(() => undefined);
  return (await Promise.race([words, silence])) as string | undefined;
}
