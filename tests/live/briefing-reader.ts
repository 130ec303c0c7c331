import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer';
import { findBrowser } from '../../src/print/find-browser.ts';
import { launchBrowser } from '../../src/print/launch.ts';
import { manifest, pathOf } from '../built.ts';

/** A reader with a browser: what the page asks for and complains of is noted. */
export interface Reader {
  page: Page;
  /** Addresses asked for, but for the page's own and what it holds itself. */
  requests: string[];
  complaints: string[];
  /** Opens the briefing from the disk, with what stands after its name. */
  open(after?: string): Promise<void>;
  close(): Promise<void>;
}

const [file] = manifest.files.filter(({ format }) => format === 'html');
if (!file) throw new Error('no page was built');
/** The default briefing's page, as a reader opens it from the disk. */
export const address: string = pathToFileURL(pathOf(file)).href;

export async function openReader(): Promise<Reader> {
  const browser = await launchBrowser(await findBrowser({ env: process.env }), { env: process.env });
  const page = await browser.puppeteer.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob|about):/.test(url) && url.split('#')[0] !== address) requests.push(url);
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.setViewport({ width: 1280, height: 800 });
  return {
    page,
    requests,
    complaints,
    async open(after = '') {
      // A change after `#` alone would not load the page anew.
      await page.goto('about:blank');
      await page.goto(address + after);
      await page.waitForSelector('html.live');
    },
    close: () => browser.close(),
  };
}
