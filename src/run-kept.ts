import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { type MessagePort, threadId, workerData } from 'node:worker_threads';
import { crc32 } from 'node:zlib';

/** What a thread is told about the code that V8 compiled for it. */
export interface KeptCode {
  /** File in which it is kept; its folder belongs to one bundle and one V8. */
  path: string;
  /** Asked at the thread's end to keep it, and answered when that is done. */
  port: MessagePort;
}

/**
 * Runs a bundled script (CommonJS) in this thread. A thread lives for seconds, in which compiling its functions one by
 * one as they are called is a good part of the work: what V8 compiled in one run is kept for the next.
 */
export function runKept(script: URL): void {
  const { path, port } = (workerData ?? {}) as Partial<KeptCode>;
  const filename = fileURLToPath(script);
  const cachedData = path === undefined ? undefined : readKept(path);
  const code = new Script(readFileSync(filename, 'utf8'), { filename, ...(cachedData && { cachedData }) });
  port?.on('message', () => {
    if (path !== undefined && (!cachedData || code.cachedDataRejected)) keep(path, code);
    port.postMessage('kept');
  });
  port?.unref();
  code.runInThisContext()(createRequire(script), script.href);
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
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(beside, Buffer.concat([sum, data]));
    renameSync(beside, path);
    sweep(dirname(path));
  } catch {
    rmSync(beside, { force: true });
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
