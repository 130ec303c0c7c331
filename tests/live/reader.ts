import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer';
import { findBrowser } from '../../src/print/find-browser.ts';
import { launchBrowser } from '../../src/print/launch.ts';

/** A page in a real browser, with what it asked for, complained of and saved. */
export interface Reader extends AsyncDisposable {
  page: Page;
  requests: string[];
  complaints: string[];
  /** Presses a control from the keyboard. */
  press(selector: string, frame?: Frame): Promise<void>;
  /** Presses what `selector` names and gives the file that the browser then saved, with its name. */
  saved(selector: string, frame?: Frame): Promise<{ name: string; bytes: Buffer }>;
}

export async function openReader(address: string): Promise<Reader> {
  const browser = await launchBrowser(await findBrowser({ env: process.env }), { env: process.env });
  const folder = mkdtempSync(join(tmpdir(), 'jianbao-saved-'));
  const page = await browser.puppeteer.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  const devtools = await page.createCDPSession();
  devtools.on('Network.requestWillBeSent', ({ request }) => requests.push(request.url));
  devtools.on('Log.entryAdded', ({ entry }) => complaints.push(entry.text));
  await devtools.send('Network.enable');
  await devtools.send('Log.enable');
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  const whole = await browser.puppeteer.target().createCDPSession();
  await whole.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true });
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address);
  await page.waitForFunction(() => !document.getElementById('live') || document.documentElement.matches('.live'));
  return { page, requests, complaints, press, saved, [Symbol.asyncDispose]: close };

  async function saved(selector: string, frame?: Frame): Promise<{ name: string; bytes: Buffer }> {
    const done = new Promise<void>((resolve) => {
      whole.on('Browser.downloadProgress', ({ state }) => state === 'completed' && resolve());
    });
    const before = new Set(readdirSync(folder));
    await press(selector, frame);
    await done;
    whole.removeAllListeners('Browser.downloadProgress');
    const name = readdirSync(folder).find((each) => !before.has(each)) ?? '';
    const bytes = readFileSync(join(folder, name));
    rmSync(join(folder, name));
    return { name, bytes };
  }

  async function press(selector: string, frame: Frame = page.mainFrame()): Promise<void> {
    await frame.focus(selector);
    await page.keyboard.press('Enter');
  }

  async function close(): Promise<void> {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
