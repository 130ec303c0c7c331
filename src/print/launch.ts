import { writeFile } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';
import type { Browser as PuppeteerBrowser, LaunchOptions as PuppeteerOptions } from 'puppeteer-core';
import { BrowserError } from '../base/diagnostic.ts';
import { type FoundBrowser, installBrowserCommand } from './find-browser.ts';
import { whenProcessEnds } from './process-end.ts';
import { makeProfile, removeProfile, removeProfileNow, sweepProfiles } from './profile.ts';
import { watchChild } from './watch-child.ts';

/** A browser process that Puppeteer drives. */
export interface LaunchedBrowser {
  puppeteer: PuppeteerBrowser;
  /** Product and version, such as `HeadlessChrome/147.0.7727.0`. */
  product: string;
  /** False when started as root or where the system forbids the sandbox. */
  sandbox: boolean;
  /** Ends the process with all its children and removes its profile. */
  close(): Promise<void>;
}

export interface LaunchOptions {
  env: Record<string, string | undefined>;
  /** Folder of fonts that the browser may use; it sees no other font then (Linux). */
  fonts?: string;
  /** Milliseconds until a start is given up; default 30 000. */
  timeout?: number;
  /** Gives up a start at once; a browser that is up is closed otherwise. */
  signal?: AbortSignal | undefined;
}

/**
 * Starts a browser that cannot reach any network. The sandbox stays on wherever the system allows it, and the machine's
 * own shared libraries are used where it has them. Throws BrowserError `browser-launch-failed` with what the browser said.
 */
export async function launchBrowser(found: FoundBrowser, options: LaunchOptions): Promise<LaunchedBrowser> {
  let way: Way = { sandbox: process.getuid?.() !== 0, ownLibraries: false };
  for (;;) {
    try {
      return await start(found, options, way);
    } catch (error) {
      const next = options.signal?.aborted ? undefined : otherWay(way, found, error as Error);
      if (!next) throw launchError(found, error as Error);
      way = next;
    }
  }
}

/** How a start is tried. */
interface Way {
  sandbox: boolean;
  /** With the shared libraries that came with the browser. */
  ownLibraries: boolean;
}

function otherWay(way: Way, { libraries }: FoundBrowser, { message }: Error): Way | undefined {
  if (way.sandbox && /sandbox/i.test(message)) return { ...way, sandbox: false };
  if (!way.ownLibraries && libraries && /shared librar/.test(message)) return { ...way, ownLibraries: true };
}

async function start(found: FoundBrowser, options: LaunchOptions, way: Way): Promise<LaunchedBrowser> {
  const swept = sweepProfiles();
  const { default: puppeteer } = await import('puppeteer-core');
  // Puppeteer kills all processes of the browser when this is aborted.
  const life = new AbortController();
  const end = () => life.abort();
  const { profile, forget } = ownProfile(end);
  const child = watchChild(`--user-data-dir=${profile}`);
  const close = async () => {
    life.abort();
    await child.ended();
    await removeProfile(profile);
    forget();
  };
  options.signal?.addEventListener('abort', end);
  try {
    options.signal?.throwIfAborted();
    const env = { ...options.env, ...(await environment(found, options, way, profile)) };
    const launched = puppeteer.launch({ ...settings(found, way), env, userDataDir: profile, signal: life.signal });
    // The connection breaks before the process has said its last words.
    const answer = launched.catch((error) => (child.started() ? child.failure : Promise.reject(error)));
    const browser = await soon(Promise.race([answer, child.failure]), options.timeout ?? 30_000);
    await swept;
    return { puppeteer: browser, product: await browser.version(), sandbox: way.sandbox, close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', end);
    child.stop();
  }
}

/** Makes a profile that goes when this process ends, after `end`, until it is forgotten. */
function ownProfile(end: () => void): { profile: string; forget(): void } {
  let profile: string | undefined;
  // Listened to before it is made: a signal that nobody hears ends the process between any two steps.
  const forget = whenProcessEnds(() => {
    end();
    if (profile !== undefined) removeProfileNow(profile);
  });
  try {
    profile = makeProfile();
    return { profile, forget };
  } catch (error) {
    forget();
    throw error;
  }
}

/** What the work gives, or an error when that takes longer than `limit` milliseconds. */
async function soon<T>(work: Promise<T>, limit: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limit / 1000} s`)), limit);
  });
  return Promise.race([work, silence]).finally(() => clearTimeout(timer));
}

function settings(found: FoundBrowser, { sandbox }: Way): PuppeteerOptions {
  const isShell = found.kind === 'packaged' || /headless[-_]shell/.test(basename(found.path));
  return {
    executablePath: found.path,
    headless: isShell ? 'shell' : true,
    pipe: true,
    args: [...flags, ...(sandbox ? [] : ['--no-sandbox'])],
    // A headless shell needs no first window; a whole Chrome would open its start page.
    ...(isShell && { ignoreDefaultArgs: ['about:blank'] }),
    waitForInitialPage: false,
    defaultViewport: null,
    // Each document carries its fonts and pictures as data URLs; without this they would come back as events.
    networkEnabled: false,
    issuesEnabled: false,
    // A job has a limit of its own.
    protocolTimeout: 0,
    // Others in this process may handle signals too.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
}

/** Beyond Puppeteer's own: whatever would reach the network or differ between machines is off. */
const flags = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-features=PaintHolding',
  '--disable-checker-imaging',
  '--disable-gpu',
  '--disable-partial-raster',
  '--disable-quic',
  '--font-render-hinting=none',
  '--lang=en-US',
  '--no-default-browser-check',
  '--no-pings',
];

async function environment({ libraries }: FoundBrowser, { env, fonts }: LaunchOptions, way: Way, profile: string) {
  const path = way.ownLibraries && [libraries, env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  const fontSettings = fonts && join(profile, 'fonts.conf');
  if (fontSettings) await writeFile(fontSettings, fontconfig(fonts, join(profile, 'fontconfig')));
  return {
    TZ: 'UTC',
    // Its temporary files go where the profile goes, and end with it.
    TMPDIR: profile,
    ...(path && { LD_LIBRARY_PATH: path }),
    ...(fontSettings && { FONTCONFIG_FILE: fontSettings }),
  };
}

function fontconfig(fonts: string, cache: string): string {
  const [dir, cachedir] = [fonts, cache].map((path) => path.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>${dir}</dir><cachedir>${cachedir}</cachedir></fontconfig>\n`;
}

function launchError({ path }: FoundBrowser, cause: Error): BrowserError {
  const library = /shared librar\w+: ([^:]+)/.exec(cause.message)?.[1];
  const hint = library
    ? `the library ${library} is missing; on Debian: apt-get install libnss3 libexpat1`
    : `\`jianbao doctor\` lists other browsers; install one: ${installBrowserCommand}`;
  return new BrowserError('browser-launch-failed', `the browser does not start: ${cause.message} (${path})`, [hint], {
    cause,
  });
}
