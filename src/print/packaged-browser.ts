import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { BrowserError } from '../base/diagnostic.ts';
import type { Progress } from '../base/world.ts';
import { makeFolderOnce } from './folder-once.ts';
import { unpackTar } from './tar.ts';

/** The headless shell that the npm package @sparticuz/chromium carries, still compressed. */
export interface PackagedBrowser {
  version: string;
  /** `chromium.br`. */
  archive: string;
  /** `al2023.tar.br`: NSS and the other shared libraries that a bare Linux lacks. */
  librariesArchive: string;
}

/** An unpacked browser: its executable and the folder of shared libraries for machines that lack them. */
export interface UnpackedBrowser {
  path: string;
  libraries: string;
}

/** The packaged browser, or undefined where it is not installed or does not run (it is Linux x64 only). */
export async function packagedBrowser(): Promise<PackagedBrowser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const folder = dirname(dirname(dirname(entry)));
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const archive = join(folder, 'bin', 'chromium.br');
    await stat(archive);
    return { version, archive, librariesArchive: join(folder, 'bin', 'al2023.tar.br') };
  } catch {
    return undefined;
  }
}

/**
 * Unpacks the browser into the user's cache, once for all runs; later runs find it there. What is damaged or half
 * written is not used but made again. Throws BrowserError `browser-unpack-failed`.
 */
export async function unpackBrowser(
  packaged: PackagedBrowser,
  env: Record<string, string | undefined>,
  progress?: Progress,
): Promise<UnpackedBrowser> {
  const name = `chromium-${packaged.version}`;
  const folder = await makeFolderOnce(env, name, isWhole, async (beside) => {
    progress?.({ stage: 'browser', item: `unpacking Chromium ${packaged.version} (once)` });
    await unpackInto(beside, packaged);
  }).catch((error) => {
    const hint = 'set XDG_CACHE_HOME to a folder with 250 MB of room that you may write to';
    throw new BrowserError(
      'browser-unpack-failed',
      `the packaged browser cannot be unpacked: ${error.message}`,
      [hint],
      {
        cause: error,
      },
    );
  });
  return { path: join(folder, 'chromium'), libraries: join(folder, 'lib') };
}

/** `unpacked.json`, written last, tells how long the executable is. */
async function isWhole(folder: string): Promise<boolean> {
  try {
    const { bytes } = JSON.parse(await readFile(join(folder, 'unpacked.json'), 'utf8'));
    return bytes === (await stat(join(folder, 'chromium'))).size;
  } catch {
    return false;
  }
}

async function unpackInto(folder: string, { archive, librariesArchive }: PackagedBrowser) {
  const path = join(folder, 'chromium');
  const decompress = createBrotliDecompress({ chunkSize: 1 << 20 });
  await pipeline(createReadStream(archive), decompress, createWriteStream(path, { mode: 0o755 }));
  unpackTar(await promisify(brotliDecompress)(await readFile(librariesArchive)), folder);
  await writeFile(join(folder, 'unpacked.json'), JSON.stringify({ bytes: (await stat(path)).size }));
}
