import { AuthorError, BrowserError } from '../base/diagnostic.ts';
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
  const stopServing = tab.on('Fetch.requestPaused', ({ requestId, request }) => {
    const answer =
      request.url === ADDRESS
        ? tab.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body: base64(html) })
        : tab.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    answer.catch(() => {});
    if (request.url !== ADDRESS) run.refused.push(request.url);
  });
  const stopReading = tab.on('Log.entryAdded', ({ entry }) => {
    const [, local] = /^Not allowed to load local resource: (.+)/.exec(entry.text) ?? [];
    if (local) run.refused.push(local);
  });
  try {
    const loaded = new Promise<void>((resolve) => {
      const stop = tab.on('Page.loadEventFired', () => {
        stop();
        resolve();
      });
    });
    const { errorText } = await tab.send('Page.navigate', { url: ADDRESS });
    // The document is always served, so only the page itself can have failed.
    if (errorText) throw crash(errorText);
    await Promise.race([loaded, tab.death]);
    run.step = 'fonts';
    await evaluate(tab, 'document.fonts.ready.then(() => true)');
    run.step = 'ready';
    await evaluate(tab, `(${untilReady})()`);
  } finally {
    stopServing();
    stopReading();
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

async function evaluate(tab: Tab, expression: string): Promise<unknown> {
  const { result } = await tab.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  return result.value;
}

function refusal(name: string, urls: string[]): AuthorError {
  const message = (url: string) => `${name}: the page asks for ${url}, which is not inside the document`;
  const hints = ['put the file into the briefing, so that the page carries it'];
  const once = [...new Set(urls)];
  return new AuthorError(
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
async function pendingWork(tab: Tab): Promise<string | undefined> {
  const silence = new Promise<undefined>((resolve) => setTimeout(resolve, 1000, undefined).unref());
  const words = evaluate(tab, 'document.documentElement.dataset.pending').catch(() => undefined);
  return (await Promise.race([words, silence])) as string | undefined;
}
