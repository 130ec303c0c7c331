import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { BrowserError } from '../base/diagnostic.ts';
import type { Progress } from '../base/world.ts';
import { installedBrowsers } from './installed-browsers.ts';
import { type PackagedBrowser, packagedBrowser, unpackBrowser } from './packaged-browser.ts';
import { cachedBrowsers } from './puppeteer-cache.ts';

/** What decides which browser prints: `--browser` and the environment. */
export interface BrowserSettings {
  /** Path given on the command line. */
  browser?: string;
  env: Record<string, string | undefined>;
}

/** A browser that may print, and why it stands where it stands in the order. */
export interface BrowserCandidate {
  kind: 'explicit' | 'puppeteer-cache' | 'packaged' | 'installed';
  /** The executable; for a packaged browser its compressed form. */
  path: string;
  version?: string;
  /** Such as `--browser` or `headless shell in the cache of Puppeteer`. */
  why: string;
  packaged?: PackagedBrowser;
}

/** A browser ready to be launched. */
export interface FoundBrowser extends BrowserCandidate {
  /** Folder of shared libraries that come with it, for machines that lack them. */
  libraries?: string;
}

/** The one command that installs a browser where none was found. */
export const installBrowserCommand = 'npx puppeteer@24 browsers install chrome-headless-shell';

/**
 * The first browser in order: the one asked for, Puppeteer's cache (headless shell first), the packaged one, an
 * installed Chrome or Chromium. A packaged browser is unpacked on first use. Throws BrowserError `browser-missing` when
 * there is none, and when the one asked for does not run.
 */
export async function findBrowser(settings: BrowserSettings, progress?: Progress): Promise<FoundBrowser> {
  for await (const candidate of browserCandidates(settings)) {
    if (candidate.kind === 'explicit') await checkExplicit(candidate);
    if (!candidate.packaged) return candidate;
    return { ...candidate, ...(await unpackBrowser(candidate.packaged, settings.env, progress)) };
  }
  throw new BrowserError('browser-missing', 'no Chrome or Chromium was found', [
    `install one: ${installBrowserCommand}`,
    'or name one: --browser <path>',
  ]);
}

/** Every browser that could print, best first; looked for one after another, so that the first costs little. */
export async function* browserCandidates({ browser, env }: BrowserSettings): AsyncGenerator<BrowserCandidate> {
  if (browser) yield { kind: 'explicit', path: browser, why: '--browser' };
  const named = env.PUPPETEER_EXECUTABLE_PATH;
  if (named) yield { kind: 'explicit', path: named, why: 'PUPPETEER_EXECUTABLE_PATH' };
  yield* await cachedBrowsers(env);
  const packaged = await packagedBrowser();
  if (packaged) {
    const why = 'packaged with jianbao (@sparticuz/chromium)';
    yield { kind: 'packaged', path: packaged.archive, version: packaged.version, why, packaged };
  }
  yield* await installedBrowsers(env);
}

async function checkExplicit({ path, why }: BrowserCandidate): Promise<void> {
  const problem = await whyNotExecutable(path);
  if (!problem) return;
  throw new BrowserError('browser-missing', `the browser named by ${why} ${problem}: ${path}`, [
    `leave ${why} away and jianbao looks for a browser itself; \`jianbao doctor\` lists what it finds`,
  ]);
}

/** In words what keeps a file from being run, or undefined. */
export async function whyNotExecutable(path: string): Promise<string | undefined> {
  try {
    if (!(await stat(path)).isFile()) return 'is not a file';
    await access(path, constants.X_OK);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'may not be run' : 'does not exist';
  }
}
