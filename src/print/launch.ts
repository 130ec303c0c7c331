import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { BrowserError } from '../base/diagnostic.ts';
import { isAlive } from '../base/is-alive.ts';
import { connectDevtools, type Devtools } from './devtools.ts';
import { type FoundBrowser, installBrowserCommand } from './find-browser.ts';

/** A browser process with its connection. */
export interface LaunchedBrowser {
  devtools: Devtools;
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
      const next = otherWay(way, found, error as Error);
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
  const profile = await mkdtemp(join(tmpdir(), `${PROFILE}${process.pid}-`));
  const env = { ...options.env, ...(await environment(found, options, way, profile)) };
  const child = spawn(found.path, flagsFor(found, way, profile), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // A process group of its own, so that all its processes can be ended together.
    detached: process.platform !== 'win32',
    env,
    windowsHide: true,
  });
  const close = closer(child, profile);
  try {
    const devtools = connectDevtools(child.stdio[3] as Writable, child.stdio[4] as Readable);
    const { product } = await firstAnswer(devtools, child, options.timeout ?? 30_000);
    await devtools.send('Target.setDiscoverTargets', { discover: true });
    await swept;
    return { devtools, product, sandbox: way.sandbox, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const PROFILE = 'jianbao-browser-';

/** Whatever would reach the network, ask a person or differ between machines is off. */
const flags = [
  '--headless',
  '--remote-debugging-pipe',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-quic',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-features=MediaRouter,OptimizationHints,PaintHolding,Translate',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
  '--lang=en-US',
  '--mute-audio',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--password-store=basic',
  '--use-mock-keychain',
];

function flagsFor({ path }: FoundBrowser, { sandbox }: Way, profile: string): string[] {
  // A headless shell needs no first window; a whole Chrome would open its start page.
  const firstWindow = /headless[-_]shell/.test(basename(path)) ? [] : ['about:blank'];
  return [...flags, `--user-data-dir=${profile}`, ...(sandbox ? [] : ['--no-sandbox']), ...firstWindow];
}

async function environment({ libraries }: FoundBrowser, { env, fonts }: LaunchOptions, way: Way, profile: string) {
  const path = way.ownLibraries && [libraries, env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  const fontSettings = fonts && join(profile, 'fonts.conf');
  if (fontSettings) await writeFile(fontSettings, fontconfig(fonts, join(profile, 'fontconfig')));
  return {
    TZ: 'UTC',
    ...(path && { LD_LIBRARY_PATH: path }),
    ...(fontSettings && { FONTCONFIG_FILE: fontSettings }),
  };
}

function fontconfig(fonts: string, cache: string): string {
  const [dir, cachedir] = [fonts, cache].map((path) => path.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>${dir}</dir><cachedir>${cachedir}</cachedir></fontconfig>\n`;
}

/** The browser's version, once it answers; an error with its last words when it ends or keeps silent. */
async function firstAnswer(devtools: Devtools, child: ChildProcess, limit: number) {
  let words = '';
  child.stderr?.on('data', (chunk) => {
    words = (words + chunk).slice(-8192);
  });
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limit / 1000} s`)), limit);
  });
  const end = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      reject(new Error(lastWords(words) || `it ended with ${signal ?? `code ${code}`}`)),
    );
  });
  const answer = devtools.send('Browser.getVersion').catch(() => end);
  try {
    return await Promise.race([answer, end, silence]);
  } finally {
    clearTimeout(timer);
    silence.catch(() => {});
    end.catch(() => {});
  }
}

function lastWords(words: string): string {
  const lines = words.split('\n').map((line) => line.replace(/^\[[^\]]*\]\s*/, '').trim());
  return lines.find((line) => /sandbox|shared librar|cannot|fail/i.test(line)) ?? lines.filter(Boolean).at(-1) ?? '';
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

/** Ends the browser when asked, and at the latest when this process ends, whichever way. */
function closer(child: ChildProcess, profile: string): () => Promise<void> {
  const ended = new Promise<void>((resolve) => {
    if (child.pid === undefined) resolve();
    child.once('exit', () => resolve());
  });
  const kill = () => {
    if (child.exitCode === null && child.signalCode === null) endProcesses(child);
  };
  const forget = whenProcessEnds(() => {
    kill();
    removeProfileNow(profile);
  });
  return async () => {
    kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
    forget();
  };
}

function endProcesses({ pid }: ChildProcess) {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function removeProfileNow(profile: string) {
  try {
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
  } catch {
    // A process that is still ending writes there; the next run sweeps it.
  }
}

const lastActs = new Set<() => void>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls `act` when this process exits or is told to; gives back how to take it off. */
function whenProcessEnds(act: () => void): () => void {
  if (lastActs.size === 0) {
    process.on('exit', actNow);
    for (const signal of signals) process.on(signal, actAndEnd);
  }
  lastActs.add(act);
  return () => {
    lastActs.delete(act);
    if (lastActs.size > 0) return;
    process.off('exit', actNow);
    for (const signal of signals) process.off(signal, actAndEnd);
  };
}

function actNow() {
  for (const act of lastActs) act();
  lastActs.clear();
}

/** The signal does what it would have done without us, unless somebody else handles it too. */
function actAndEnd(signal: NodeJS.Signals) {
  actNow();
  process.off('exit', actNow);
  for (const each of signals) process.off(each, actAndEnd);
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

/** Removes profiles that killed runs left. */
async function sweepProfiles() {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const pid = name.startsWith(PROFILE) ? Number.parseInt(name.slice(PROFILE.length), 10) : Number.NaN;
    if (pid > 0 && !isAlive(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
}
