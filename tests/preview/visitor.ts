import puppeteer, { type Page } from 'puppeteer-core';
import { findBrowser } from '../../src/print/find-browser.ts';

/** A page in a browser that reaches this machine's own servers, which those that print do not. */
export interface Visitor {
  page: Page;
  complaints: string[];
  close(): Promise<void>;
}

export async function openVisitor(address: string): Promise<Visitor> {
  const found = await findBrowser({ env: process.env });
  const browser = await puppeteer.launch({
    executablePath: found.path,
    headless: found.kind === 'packaged' || /headless[-_]shell/.test(found.path) ? 'shell' : true,
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address, { waitUntil: 'load' });
  return { page, complaints, close: () => browser.close() };
}
