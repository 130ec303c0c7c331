import type { ConsoleMessage, Protocol } from 'puppeteer-core';
import { BrowserError, RequestError } from '../base/diagnostic.ts';
import type { StillDocument } from './still-document.ts';
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
export async function loadDocument(tab: Tab, html: string, name: string, run: Run): Promise<void> {
  const { page } = tab;
  tab.fonts = undefined;
  const end = answerRequests(tab, html, run);
  try {
    await open(page);
    run.step = 'fonts';
    await page.evaluate('document.fonts.ready.then(() => true)');
    run.step = 'ready';
    await page.evaluate(`(${untilReady})()`);
  } finally {
    end();
  }
  refuse(name, run);
}

/**
 * Puts a document that fetches nothing in the place of the one before, and calls `work` on it. Nothing of it is laid out
 * or painted on screen: printing lays it out anyway. Only a tab that has other fonts loads something.
 */
export async function withStill<T>(
  tab: Tab,
  { fonts, rest }: StillDocument,
  name: string,
  run: Run,
  work: () => Promise<T>,
): Promise<T> {
  if (tab.fonts !== fonts) await loadFonts(tab, fonts, run);
  const end = answerRequests(tab, '', run);
  try {
    run.step = 'ready';
    await tab.page.evaluate(`(${replaceDocument})(${JSON.stringify(rest)}), (${untilReady})()`);
    const made = await work();
    refuse(name, run);
    return made;
  } finally {
    end();
  }
}

/** Loads an empty document with these `@font-face` rules, which still documents then take the place of. */
export async function loadFonts(tab: Tab, fonts: string, run: Run): Promise<void> {
  tab.fonts = undefined;
  const end = answerRequests(tab, `<!doctype html><html><head><style>${fonts}</style></head></html>`, run);
  try {
    await open(tab.page);
    run.step = 'fonts';
    await tab.page.evaluate(loadAllFonts);
    tab.fonts = fonts;
  } finally {
    end();
  }
}

async function open(page: Tab['page']): Promise<void> {
  await page.goto(ADDRESS, { timeout: 0 }).catch((error) => {
    // The document is always served, so only the page itself can have failed.
    throw crash(error);
  });
}

/** Serves the document, and notes and denies every other request until the function that is returned is called. */
function answerRequests({ page, session }: Tab, html: string, run: Run): () => void {
  const serve = ({ requestId, request, resourceType }: Protocol.Fetch.RequestPausedEvent) => {
    const answer =
      request.url === ADDRESS
        ? session.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body: base64(html) })
        : session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    answer.catch(() => {});
    // A whole Chrome asks for the page's icon by itself.
    const isOwn = request.url === `${ADDRESS}favicon.ico` && resourceType === 'Other';
    if (request.url !== ADDRESS && !isOwn) run.refused.push(request.url);
  };
  const listen = (message: ConsoleMessage) => {
    const [, local] = /^Not allowed to load local resource: (.+)/.exec(message.text()) ?? [];
    if (local) run.refused.push(local);
  };
  session.on('Fetch.requestPaused', serve);
  page.on('console', listen);
  return () => {
    session.off('Fetch.requestPaused', serve);
    page.off('console', listen);
  };
}

const responseHeaders = [{ name: 'content-type', value: 'text/html; charset=utf-8' }];

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** These run in the page. Fonts are loaded by name, as nothing on screen asks for them. */
const loadAllFonts = 'Promise.allSettled(Array.from(document.fonts, (font) => font.load())).then(() => true)';

const replaceDocument = `(html) => {
  const next = new DOMParser().parseFromString(html, 'text/html');
  const root = document.documentElement;
  for (const { name } of [...root.attributes]) root.removeAttribute(name);
  for (const { name, value } of next.documentElement.attributes) root.setAttribute(name, value);
  const [fonts] = document.head.children;
  const hidden = document.createElement('style');
  hidden.textContent = '@media screen { html { display: none !important } }';
  document.head.replaceChildren(fonts, hidden, ...next.head.childNodes);
  document.body.replaceWith(next.body);
}`;

const untilReady = `() => new Promise((resolve) => {
  const root = document.documentElement;
  const look = () => root.dataset.ready !== 'pending' && (watcher.disconnect(), resolve(true));
  const watcher = new MutationObserver(look);
  watcher.observe(root, { attributes: true, attributeFilter: ['data-ready'] });
  look();
})`;

function refuse(name: string, { refused: urls }: Run): void {
  if (urls.length === 0) return;
  const message = (url: string) => `${name}: the page asks for ${url}, which is not inside the document`;
  const hints = ['put the file into the briefing, so that the page carries it'];
  const once = [...new Set(urls)];
  throw new RequestError(
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
