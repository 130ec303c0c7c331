import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { BrowserCandidate } from './find-browser.ts';

/** Executable inside `<cache>/<browser>/<platform>-<version>/`, by platform as Puppeteer names it. */
const executables: Record<string, Record<string, string>> = {
  'chrome-headless-shell': {
    linux: 'chrome-headless-shell-linux64/chrome-headless-shell',
    linux_arm: 'chrome-headless-shell-linux64/chrome-headless-shell',
    mac: 'chrome-headless-shell-mac-x64/chrome-headless-shell',
    mac_arm: 'chrome-headless-shell-mac-arm64/chrome-headless-shell',
    win32: 'chrome-headless-shell-win32/chrome-headless-shell.exe',
    win64: 'chrome-headless-shell-win64/chrome-headless-shell.exe',
  },
  chrome: {
    linux: 'chrome-linux64/chrome',
    linux_arm: 'chrome-linux64/chrome',
    mac: 'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    mac_arm: 'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    win32: 'chrome-win32/chrome.exe',
    win64: 'chrome-win64/chrome.exe',
  },
};

/** Browsers that Puppeteer has downloaded: headless shells before whole Chromes, each newest first. */
export async function cachedBrowsers(env: Record<string, string | undefined>): Promise<BrowserCandidate[]> {
  const cache = env.PUPPETEER_CACHE_DIR || join(env.HOME || env.USERPROFILE || homedir(), '.cache', 'puppeteer');
  const lists = await Promise.all(Object.keys(executables).map((browser) => cachedVersions(cache, browser)));
  return lists.flat();
}

async function cachedVersions(cache: string, browser: string): Promise<BrowserCandidate[]> {
  const names = await readdir(join(cache, browser)).catch(() => []);
  const found: (BrowserCandidate & { version: string })[] = [];
  for (const name of names) {
    const [, platform = '', version = ''] = /^([a-z0-9_]+)-([\d.]+)$/.exec(name) ?? [];
    const executable = executables[browser]?.[platform];
    if (!executable || !runsHere(platform)) continue;
    const path = join(cache, browser, name, executable);
    if (!(await stat(path).catch(() => undefined))?.isFile()) continue;
    found.push({ kind: 'puppeteer-cache', path, version, why: `${browser} in the cache of Puppeteer` });
  }
  return found.sort((a, b) => compareVersions(b.version, a.version));
}

function runsHere(platform: string): boolean {
  const system = { linux: 'linux', darwin: 'mac', win32: 'win' }[process.platform as string];
  return (
    system !== undefined && platform.startsWith(system) && (process.arch === 'arm64' || !platform.endsWith('_arm'))
  );
}

/** Negative when `a` is older: `99.0` before `147.0.1`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
