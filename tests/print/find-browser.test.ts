import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BrowserSettings, browserCandidates, findBrowser } from '../../src/print/find-browser.ts';
import { unpackBrowser } from '../../src/print/packaged-browser.ts';
import { compareVersions } from '../../src/print/puppeteer-cache.ts';

let home: string;
let env: Record<string, string>;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'jianbao-home-'));
  env = { HOME: home, PATH: join(home, 'bin') };
});
afterEach(() => rm(home, { recursive: true }));

async function executable(path: string): Promise<string> {
  const whole = join(home, path);
  await mkdir(dirname(whole), { recursive: true });
  await writeFile(whole, '#!/bin/sh\n');
  await chmod(whole, 0o755);
  return whole;
}

async function candidates(settings: BrowserSettings) {
  const found = [];
  for await (const candidate of browserCandidates(settings)) found.push(candidate);
  return found;
}

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the order of browsers', () => {
  const cache = '.cache/puppeteer';
  const shell = (version: string) =>
    `${cache}/chrome-headless-shell/linux-${version}/chrome-headless-shell-linux64/chrome-headless-shell`;

  test('asked for, Puppeteer’s shells newest first, its Chromes, the packaged one, installed ones', async () => {
    const paths = [
      await executable('bin/chromium'),
      await executable(`${cache}/chrome/linux-150.0.1.2/chrome-linux64/chrome`),
      await executable(shell('99.0.1.1')),
      await executable(shell('147.0.2.10')),
      await executable(shell('147.0.2.9')),
      await executable('own/chrome'),
    ];
    const found = await candidates({ browser: paths[5] as string, env });
    const own = found.filter(({ path }) => path.startsWith(home)).map(({ path }) => path);
    expect(own).toEqual([paths[5], paths[3], paths[4], paths[2], paths[1], paths[0]]);
    expect(found.map(({ kind }) => kind).join(' ')).toMatch(
      /^explicit puppeteer-cache puppeteer-cache puppeteer-cache puppeteer-cache packaged (installed ?)+$/,
    );
  });

  test('PUPPETEER_EXECUTABLE_PATH and PUPPETEER_CACHE_DIR count', async () => {
    const named = await executable('named/chrome');
    const cached = await executable(
      'elsewhere/chrome-headless-shell/linux-140.0.0.1/chrome-headless-shell-linux64/chrome-headless-shell',
    );
    const settings = { ...env, PUPPETEER_EXECUTABLE_PATH: named, PUPPETEER_CACHE_DIR: join(home, 'elsewhere') };
    const found = await candidates({ env: settings });
    expect(found.slice(0, 2)).toMatchObject([
      { path: named, why: 'PUPPETEER_EXECUTABLE_PATH' },
      { path: cached, version: '140.0.0.1', why: 'chrome-headless-shell in the cache of Puppeteer' },
    ]);
  });
});

test('a browser asked for that does not exist is an error, not a reason to take another', async () => {
  await expect(findBrowser({ browser: '/no/such/chrome', env })).rejects.toMatchObject({
    code: 'browser-missing',
    message: 'the browser named by --browser does not exist: /no/such/chrome',
  });
  await expect(findBrowser({ env: { ...env, PUPPETEER_EXECUTABLE_PATH: home } })).rejects.toMatchObject({
    message: `the browser named by PUPPETEER_EXECUTABLE_PATH is not a file: ${home}`,
  });
});

test('147.0.10 is newer than 147.0.9 and than 99', () => {
  expect(compareVersions('147.0.10', '147.0.9')).toBeGreaterThan(0);
  expect(compareVersions('147', '99.5')).toBeGreaterThan(0);
  expect(compareVersions('1.2.0', '1.2')).toBe(0);
});

describe('unpacking', () => {
  const library = Buffer.from('a library');

  async function packaged() {
    const header = Buffer.alloc(512);
    header.write('lib/libnss3.so', 0);
    header.write('0000755\0', 100);
    header.write(`${library.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('0', 156);
    const body = Buffer.alloc(512);
    library.copy(body);
    const archive = join(home, 'chromium.br');
    const librariesArchive = join(home, 'libraries.tar.br');
    await writeFile(archive, brotliCompressSync(Buffer.from('#!/bin/sh\necho Chromium 1\n')));
    await writeFile(librariesArchive, brotliCompressSync(Buffer.concat([header, body, Buffer.alloc(1024)])));
    return { version: '1.0.0', archive, librariesArchive };
  }

  test('gives an executable and its libraries in the user’s cache', async () => {
    const { path, libraries } = await unpackBrowser(await packaged(), env);
    expect(path).toBe(join(home, '.cache/jianbao/chromium-1.0.0/chromium'));
    expect((await stat(path)).mode & 0o777).toBe(0o755);
    expect(await readFile(join(libraries, 'libnss3.so'))).toEqual(library);
  });

  test('happens once, and says so', async () => {
    const told: string[] = [];
    const pack = await packaged();
    for (let run = 0; run < 2; run++) await unpackBrowser(pack, env, ({ item }) => told.push(item ?? ''));
    expect(told).toEqual(['unpacking Chromium 1.0.0 (once)']);
  });

  test('a browser cut short is not used but made again', async () => {
    const pack = await packaged();
    const { path } = await unpackBrowser(pack, env);
    const whole = await readFile(path, 'utf8');
    await writeFile(path, whole.slice(0, 5));
    await unpackBrowser(pack, env);
    expect(await readFile(path, 'utf8')).toBe(whole);
  });

  test('several at once end with one whole browser and nothing beside it', async () => {
    const pack = await packaged();
    await Promise.all(Array.from({ length: 4 }, () => unpackBrowser(pack, env)));
    expect(await readdir(join(home, '.cache/jianbao'))).toEqual(['chromium-1.0.0']);
  });

  test('a damaged archive is told with what to do', async () => {
    const pack = await packaged();
    await writeFile(pack.archive, 'not brotli');
    await expect(unpackBrowser(pack, env)).rejects.toMatchObject({ code: 'browser-unpack-failed' });
    expect(await readdir(join(home, '.cache/jianbao'))).toEqual([]);
  });
});
