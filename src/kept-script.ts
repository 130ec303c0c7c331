import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { threadId } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { makeFolders } from './base/make-folders.ts';

/** A bundled script that has run. */
export interface KeptScript<Exports> {
  exports: Exports;
  /** Keeps what V8 has compiled of it by now, unless it was kept before. */
  keep(): void;
}

/**
 * Runs a bundled script (CommonJS) in this thread. A run lasts for seconds, in which compiling functions one by one as
 * they are called is a good part of the work: what V8 compiled in one run is kept for the next. `path` is the file in
 * which it is kept; its folder belongs to one bundle and one V8. `given` are modules that the script shares with its
 * caller, by the name that it asks for them.
 */
export function runKept<Exports>(
  script: URL,
  path: string | undefined,
  given: Readonly<Record<string, unknown>> = {},
): KeptScript<Exports> {
  const filename = fileURLToPath(script);
  const cachedData = path === undefined ? undefined : readKept(path);
  const code = new Script(readFileSync(filename, 'utf8'), { filename, ...(cachedData && { cachedData }) });
  const installed = createRequire(script);
  const require = (name: string) => (Object.hasOwn(given, name) ? given[name] : installed(name));
  return {
    exports: code.runInThisContext()(require, script.href),
    keep() {
      if (path !== undefined && (!cachedData || code.cachedDataRejected)) keep(path, code);
    },
  };
}

/** Undefined when there is none, or it is not whole: V8 does not look. */
function readKept(path: string): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    const data = bytes.subarray(4);
    return bytes.length > 4 && bytes.readUInt32BE(0) === crc32(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Where nothing can be written nothing is kept. */
function keep(path: string, code: Script): void {
  const beside = `${path}.${process.pid}-${threadId}`;
  try {
    const data = code.createCachedData();
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(data));
    makeFolders(dirname(path));
    writeFileSync(beside, Buffer.concat([sum, data]));
    renameSync(beside, path);
    sweep(dirname(path));
  } catch {
    try {
      rmSync(beside, { force: true });
    } catch {
      // Its folder is none.
    }
  }
}

/** Of other bundles and other releases of Node the newest few are left. */
function sweep(own: string): void {
  const [prefix = ''] = basename(own).split('-');
  const others = readdirSync(dirname(own))
    .filter((name) => name.startsWith(`${prefix}-`) && name !== basename(own))
    .map((name) => join(dirname(own), name))
    .map((folder) => ({ folder, time: statSync(folder).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { folder } of others.slice(mostOthers)) rmSync(folder, { recursive: true, force: true });
}

const mostOthers = 3;
