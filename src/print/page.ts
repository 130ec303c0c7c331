import type { PrintJob, ScreenshotJob } from '../base/world.ts';
import type { Devtools } from './devtools.ts';
import { loadDocument, notReady, type Run } from './load-document.ts';
import { openTab, type Tab } from './tab.ts';

/** One tab: loads finished documents one after another and makes PDFs and pictures of them. */
export interface Page {
  printPdf(html: string, job: PrintJob): Promise<Uint8Array>;
  screenshot(html: string, job: ScreenshotJob): Promise<Uint8Array>;
  /** False after a crash. */
  alive(): boolean;
  close(): Promise<void>;
}

/** Opens a tab that can load nothing but the document it is given. */
export async function openPage(devtools: Devtools): Promise<Page> {
  const tab = await openTab(devtools);
  return {
    alive: tab.alive,
    close: tab.close,
    printPdf: (html, job) => during(tab, job, (run) => printPdf(tab, html, job, run)),
    screenshot: (html, job) => during(tab, job, (run) => screenshot(tab, html, job, run)),
  };
}

async function printPdf(tab: Tab, html: string, { name, size }: PrintJob, run: Run): Promise<Uint8Array> {
  await tab.send('Emulation.setEmulatedMedia', { media: 'print', features: steadyFeatures });
  await loadDocument(tab, html, name, run);
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
    await loadDocument(tab, html, job.name, run);
    run.step = 'print';
    const { data } = await tab.send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data, 'base64');
  } finally {
    await tab.send('Emulation.clearDeviceMetricsOverride');
  }
}

/** Runs a job under its time limit; a page that hangs or crashes becomes an error that says where. */
async function during<T>(tab: Tab, job: PrintJob, work: (run: Run) => Promise<T>): Promise<T> {
  const run: Run = { step: 'load', refused: [] };
  const { promise: failure, reject } = withReject();
  const stop = tab.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    run.scriptError ??= exceptionDetails.exception?.description?.split('\n')[0] ?? exceptionDetails.text;
  });
  const limit = job.timeout ?? 30_000;
  const timer = setTimeout(() => {
    notReady(tab, limit, run).then(reject);
  }, limit);
  try {
    return await Promise.race([work(run), failure]);
  } finally {
    clearTimeout(timer);
    stop();
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
