import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { cacheFolder } from '../base/cache-folder.ts';
import { BrowserError } from '../base/diagnostic.ts';
import type { Progress } from '../base/world.ts';
import {
  type BrowserCandidate,
  type BrowserSettings,
  browserCandidates,
  findBrowser,
  installBrowserCommand,
  whyNotExecutable,
} from './find-browser.ts';
import { launchBrowser } from './launch.ts';

/** What this machine has for making briefings, and what it lacks. */
export interface Examination {
  node: string;
  platform: string;
  /** In the order of choice. */
  browsers: (Pick<BrowserCandidate, 'kind' | 'path' | 'version' | 'why'> & { chosen: boolean; problem?: string })[];
  /** The chosen browser, started once. */
  started?: { product: string; sandbox: boolean; milliseconds: number };
  fonts: { package: string; found: boolean }[];
  cache: { folder: string; writable: boolean };
  /** Each with the one command that mends it. */
  missing: { what: string; command: string }[];
}

/** npm packages that the shipped theme's letters come from. */
const fontPackages = ['noto-serif-sc', 'noto-sans-sc', 'source-serif-4', 'source-sans-3'].map(
  (name) => `@expo-google-fonts/${name}`,
);

/** The oldest Node.js that jianbao runs on. */
const oldestNode = [20, 19] as const;

/** Looks at everything a build needs from the machine and starts the chosen browser once. */
export async function examine(settings: BrowserSettings, progress?: Progress): Promise<Examination> {
  const cache = { folder: cacheFolder(settings.env), writable: await isWritable(cacheFolder(settings.env)) };
  const fonts = fontPackages.map((name) => ({ package: name, found: isInstalled(name) }));
  const missing: Examination['missing'] = [];
  if (!isNewEnough(process.versions.node)) {
    missing.push({ what: `Node.js ${oldestNode.join('.')} or newer`, command: 'nvm install 22' });
  }
  for (const { package: name } of fonts.filter(({ found }) => !found)) {
    missing.push({ what: `the fonts of ${name}`, command: `npm install ${name}` });
  }
  const browsers = await listBrowsers(settings);
  const started = await startOnce(settings, missing, progress);
  return {
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    browsers,
    ...(started && { started }),
    fonts,
    cache,
    missing,
  };
}

async function isWritable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    return true;
  } catch (error) {
    const parent = dirname(folder);
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && parent !== folder && isWritable(parent);
  }
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

async function listBrowsers(settings: BrowserSettings): Promise<Examination['browsers']> {
  const found: Examination['browsers'] = [];
  for await (const { kind, path, version, why } of browserCandidates(settings)) {
    const problem = kind === 'explicit' ? await whyNotExecutable(path) : undefined;
    found.push({
      kind,
      path,
      ...(version && { version }),
      why,
      chosen: found.length === 0,
      ...(problem && { problem }),
    });
  }
  return found;
}

async function startOnce(settings: BrowserSettings, missing: Examination['missing'], progress?: Progress) {
  try {
    const browser = await findBrowser(settings, progress);
    const start = performance.now();
    const { product, sandbox, close } = await launchBrowser(browser, settings);
    const milliseconds = Math.round(performance.now() - start);
    await close();
    return { product, sandbox, milliseconds };
  } catch (error) {
    if (!(error instanceof BrowserError)) throw error;
    missing.push({ what: `a browser that starts: ${error.message}`, command: commandFor(error, settings) });
    return undefined;
  }
}

/** The command that helps against this failure on this machine. */
function commandFor({ message }: BrowserError, { browser, env }: BrowserSettings): string {
  if (browser) return 'jianbao doctor';
  if (env.PUPPETEER_EXECUTABLE_PATH) return 'unset PUPPETEER_EXECUTABLE_PATH';
  if (/shared librar/.test(message)) return 'sudo apt-get install -y libnss3 libexpat1';
  return installBrowserCommand;
}
