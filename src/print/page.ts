import type { Browser } from 'puppeteer-core';
import type { CaptureJob, PrintJob, ScreenshotJob, Shot } from '../base/world.ts';
import { capture } from './capture.ts';
import { loadDocument, loadFonts, notReady, type Run, withStill } from './load-document.ts';
import { screenshot, setWindow } from './screenshot.ts';
import { stillDocument } from './still-document.ts';
import { type Control, crash, openTab, type Tab } from './tab.ts';

/** One tab: loads finished documents one after another and makes PDFs and pictures of them. */
export interface Page {
  printPdf(html: string, job: PrintJob): Promise<Uint8Array>;
  screenshot(html: string, job: ScreenshotJob): Promise<Uint8Array>;
  capture(html: string, job: CaptureJob): Promise<Shot[]>;
  /** Loads `@font-face` rules ahead of the still documents that bring them; `timeout` in milliseconds. */
  loadFonts(fonts: string, timeout?: number): Promise<void>;
  /** Whether it has the fonts of a document, which it then shows sooner. */
  suits(html: string): boolean;
  /** False after a crash. */
  alive(): boolean;
  close(): Promise<void>;
}

/** Opens a tab that can load nothing but the document it is given. */
export async function openPage(browser: Browser, control: Control): Promise<Page> {
  const tab = await openTab(browser, control);
  return {
    alive: tab.alive,
    suits: (html) => tab.fonts !== undefined && tab.fonts !== '' && html.includes(tab.fonts),
    close: tab.close,
    loadFonts: (fonts, timeout) =>
      during(tab, { name: 'fonts', ...(timeout && { timeout }) }, (run) => loadFonts(tab, fonts, run)),
    printPdf: (html, job) => during(tab, job, (run) => printPdf(tab, html, job, run)),
    screenshot: (html, job) =>
      during(tab, job, (run) => inViewport(tab, html, job, run, () => screenshot(tab.session))),
    capture: (html, job) => during(tab, job, (run) => inViewport(tab, html, job, run, () => capture(tab, job))),
  };
}

async function printPdf(tab: Tab, html: string, { name, size }: PrintJob, run: Run): Promise<Uint8Array> {
  const still = stillDocument(html);
  await setMedia(tab, still ? '' : 'print');
  if (still) return withStill(tab, still, name, run, print);
  await loadDocument(tab, html, name, run);
  return print();

  /** Puppeteer's own `pdf` fetches the file in pieces, each asked for in turn. */
  async function print(): Promise<Uint8Array> {
    run.step = 'print';
    const { data } = await tab.session.send('Page.printToPDF', {
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      printBackground: true,
      preferCSSPageSize: !size,
      ...(size && { paperWidth: size.width / 96, paperHeight: size.height / 96 }),
      ...{ marginTop: 0, marginBottom: 0, marginLeft: 0, marginRight: 0 },
    });
    return Buffer.from(data, 'base64');
  }
}

async function setMedia(tab: Tab, media: '' | 'print' | 'screen'): Promise<void> {
  if (tab.media === media) return;
  await tab.session.send('Emulation.setEmulatedMedia', { media, features: steadyFeatures });
  tab.media = media;
}

/** A reader's settings that must not change what is made. */
const steadyFeatures = [
  { name: 'prefers-color-scheme', value: 'light' },
  { name: 'prefers-reduced-motion', value: 'reduce' },
];

/** Shows a document in a window of the job's size while something is made of it. */
async function inViewport<T>(
  tab: Tab,
  html: string,
  { width, height, scale = 1, name }: ScreenshotJob,
  run: Run,
  make: () => Promise<T>,
): Promise<T> {
  await setMedia(tab, 'screen');
  await setWindow(tab.session, { width, height, scale });
  await loadDocument(tab, html, name, run);
  run.step = 'print';
  const made = await make();
  await tab.session.send('Emulation.clearDeviceMetricsOverride');
  return made;
}

/** Runs a job under its time limit; a page that hangs or crashes becomes an error that says where. */
async function during<T>(tab: Tab, job: PrintJob, work: (run: Run) => Promise<T>): Promise<T> {
  const run: Run = { step: 'load', refused: [] };
  const { promise: failure, reject } = withReject();
  const listen = (error: unknown) => {
    run.scriptError ??= String(error).split('\n')[0];
  };
  tab.page.on('pageerror', listen);
  const limit = job.timeout ?? 30_000;
  const timer = setTimeout(() => {
    notReady(tab, limit, run).then(reject);
  }, limit);
  const forget = tab.onDeath(reject);
  try {
    return await Promise.race([work(run), failure]);
  } catch (error) {
    // The browser may notice in the middle of a command, before it tells that the page is dead.
    throw /target crashed|printing failed/i.test((error as Error).message) ? crash(error) : error;
  } finally {
    clearTimeout(timer);
    forget();
    tab.page.off('pageerror', listen);
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
