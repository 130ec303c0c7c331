import { AuthorError, BrowserError } from '../base/diagnostic.ts';
import type { PrintJob, ScreenshotJob } from '../base/world.ts';
import type { Devtools, Message } from './devtools.ts';

/** One tab: loads finished documents one after another and makes PDFs and pictures of them. */
export interface Page {
  printPdf(html: string, job: PrintJob): Promise<Uint8Array>;
  screenshot(html: string, job: ScreenshotJob): Promise<Uint8Array>;
  /** False after a crash. */
  alive(): boolean;
  close(): Promise<void>;
}

/** The address that documents are loaded under; reserved by RFC 2606, so it is nobody's. */
const ADDRESS = 'https://page.invalid/';

/** Opens a tab that can load nothing but the document it is given. */
export async function openPage(devtools: Devtools): Promise<Page> {
  const { targetId } = await devtools.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: true });
  const tab: Tab = {
    send: (method, parameters) => devtools.send(method, parameters, sessionId),
    on: (event, listener) => devtools.on(event, sessionId, listener),
  };
  await Promise.all([
    tab.send('Page.enable'),
    tab.send('Runtime.enable'),
    tab.send('Inspector.enable'),
    tab.send('Log.enable'),
    tab.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
  ]);
  let alive = true;
  tab.on('Inspector.targetCrashed', () => {
    alive = false;
  });
  return {
    alive: () => alive,
    printPdf: (html, job) => during(tab, job, (run) => printPdf(tab, html, job, run)),
    screenshot: (html, job) => during(tab, job, (run) => screenshot(tab, html, job, run)),
    async close() {
      await devtools.send('Target.closeTarget', { targetId });
    },
  };
}

interface Tab {
  send(method: string, parameters?: Message): Promise<Message>;
  on(event: string, listener: (parameters: Message) => void): () => void;
}

/** What is known about a job while it runs. */
interface Run {
  step: 'load' | 'fonts' | 'ready' | 'print';
  /** First uncaught error of the page's own script. */
  scriptError?: string;
  /** Addresses that the page asked for in vain. */
  refused: string[];
}

async function printPdf(tab: Tab, html: string, { name, size }: PrintJob, run: Run): Promise<Uint8Array> {
  await tab.send('Emulation.setEmulatedMedia', { media: 'print', features: steadyFeatures });
  await load(tab, html, name, run);
  run.step = 'print';
  const box = size && { paperWidth: size.width / 96, paperHeight: size.height / 96, ...noMargins };
  const { data } = await tab.send('Page.printToPDF', {
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    printBackground: true,
    preferCSSPageSize: !size,
    ...box,
  });
  return Buffer.from(data, 'base64');
}

const noMargins = { marginTop: 0, marginBottom: 0, marginLeft: 0, marginRight: 0 };

/** A reader's settings that must not change what is made. */
const steadyFeatures = [
  { name: 'prefers-color-scheme', value: 'light' },
  { name: 'prefers-reduced-motion', value: 'reduce' },
];

async function screenshot(tab: Tab, html: string, job: ScreenshotJob, run: Run): Promise<Uint8Array> {
  const { width, height, scale = 1 } = job;
  await tab.send('Emulation.setEmulatedMedia', { media: 'screen', features: steadyFeatures });
  await tab.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: false });
  try {
    await load(tab, html, job.name, run);
    run.step = 'print';
    const { data } = await tab.send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data, 'base64');
  } finally {
    await tab.send('Emulation.clearDeviceMetricsOverride');
  }
}

/** Loads the document and waits for its fonts and for `data-ready` on its root, when that is `pending`. */
async function load(tab: Tab, html: string, name: string, run: Run) {
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
    if (errorText) throw new BrowserError('page-not-loaded', `${name}: the page does not load: ${errorText}`);
    await loaded;
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

/** Runs a job under its time limit; a page that hangs or crashes becomes an error that says where. */
async function during<T>(tab: Tab, job: PrintJob, work: (run: Run) => Promise<T>): Promise<T> {
  const run: Run = { step: 'load', refused: [] };
  const { promise: failure, reject } = withReject();
  const stops = [
    tab.on('Inspector.targetCrashed', () => reject(crash(job.name))),
    tab.on('Inspector.detached', () => reject(crash(job.name))),
    tab.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
      run.scriptError ??= exceptionDetails.exception?.description?.split('\n')[0] ?? exceptionDetails.text;
    }),
  ];
  const limit = job.timeout ?? 30_000;
  const timer = setTimeout(() => {
    notReady(tab, job.name, limit, run).then(reject);
  }, limit);
  try {
    return await Promise.race([work(run), failure]);
  } finally {
    clearTimeout(timer);
    for (const stop of stops) stop();
  }
}

function withReject() {
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<never>((_, rejectPromise) => {
    reject = rejectPromise;
  });
  promise.catch(() => {});
  return { promise, reject };
}

function crash(name: string): BrowserError {
  return new BrowserError('page-crashed', `${name}: the browser's page crashed`, [
    'the machine may be short of memory; `jianbao doctor` lists other browsers',
  ]);
}

async function notReady(tab: Tab, name: string, limit: number, run: Run): Promise<BrowserError> {
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
  const message = `${name}: the page was not ready within ${limit / 1000} s: ${stage}`;
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
