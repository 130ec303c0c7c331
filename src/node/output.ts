import { randomBytes } from 'node:crypto';
import { copyFileSync, linkSync, lstatSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { lstat, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { isAlive } from '../base/is-alive.ts';
import { makeFolders } from '../base/make-folders.ts';
import { whenProcessEnds } from '../print/process-end.ts';
import { failure, refuseLinksOut, removeOutput } from './output-folder.ts';

/** A file to be written, its path relative to the output folder, with forward slashes. */
export interface OutputFile {
  path: string;
  bytes: Uint8Array;
}

/**
 * Writes a run's files into the folder, all or none: each is written beside its target and flushed, then all are
 * renamed. A failure at any point, or a signal, leaves what stood there before, byte for byte. When a new `manifest.json` is among them,
 * files that the last one names and this run does not make are removed last; nothing else in the folder is touched. Throws AuthorError
 * `output-unwritable` or `disk-full`. `write` makes one new file and flushes it.
 */
export async function writeOutput(folder: string, files: OutputFile[], write = writeFlushed): Promise<void> {
  const root = resolve(folder);
  const targets = files.map((file) => ({ ...file, target: inside(root, file.path) }));
  const last = files.some(({ path }) => path === 'manifest.json') ? await lastOutputs(root) : [];
  const mark = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const staged: Staged[] = [];
  const made: string[] = [];
  const undo = () => {
    rollBack(staged);
    for (const each of made.reverse()) quietly(() => rmdirSync(each));
  };
  const forget = whenProcessEnds(undo);
  try {
    for (const { target, bytes } of targets) {
      made.push(...makeFolders(dirname(target)));
      await refuseLinksOut(root, dirname(target));
      await sweep(dirname(target));
      const temporary = join(dirname(target), `.${basename(target)}.${mark}.new`);
      staged.push({ target, temporary, backup: temporary.replace(/new$/, 'old'), hadOld: false, done: false });
      await write(temporary, bytes);
    }
    // In one go: a signal is heard before the first file or after the last.
    for (const file of staged) replace(file);
    for (const { backup } of staged) quietly(() => rmSync(backup, { force: true }));
    staged.length = 0;
    made.length = 0;
  } catch (error) {
    undo();
    throw outputError(error as NodeJS.ErrnoException, folder);
  } finally {
    forget();
  }
  await flushFolders(new Set(targets.map(({ target }) => dirname(target))));
  const kept = new Set(targets.map(({ target }) => target));
  for (const path of last) if (!kept.has(path)) await removeOutput(root, path);
}

interface Staged {
  target: string;
  temporary: string;
  /** Where the old file stays reachable until the run is through. */
  backup: string;
  hadOld: boolean;
  done: boolean;
}

function inside(root: string, path: string): string {
  const target = resolve(root, path);
  if (!target.startsWith(root + sep)) throw new Error(`an output would leave its folder: ${path}`);
  return target;
}

/** The files that the manifest of the last run lists and that are inside the folder. */
async function lastOutputs(root: string): Promise<string[]> {
  try {
    const { files } = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8'));
    const paths = (files as { path?: unknown }[]).map(({ path }) => resolve(root, String(path)));
    return paths.filter((path) => path.startsWith(root + sep));
  } catch {
    return [];
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error) => error.code !== 'ENOENT',
  );
}

async function writeFlushed(path: string, bytes: Uint8Array) {
  await withFile(path, 'wx', async (file) => {
    await file.writeFile(bytes);
    await file.sync();
  });
}

async function withFile(path: string, mode: string, work: (file: FileHandle) => Promise<void>) {
  const file = await open(path, mode);
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

function replace(file: Staged) {
  const old = lstatSync(file.target, { throwIfNoEntry: false });
  if (old?.isDirectory())
    throw Object.assign(new Error(`${file.target} is a folder`), { code: 'EISDIR', path: file.target });
  if (old) {
    keep(file.target, file.backup);
    file.hadOld = true;
  }
  renameSync(file.temporary, file.target);
  file.done = true;
}

/** A second name for the old file costs nothing; where the file system has none, a copy. */
function keep(target: string, backup: string) {
  try {
    linkSync(target, backup);
  } catch {
    copyFileSync(target, backup);
  }
}

function rollBack(staged: Staged[]) {
  for (const { target, temporary, backup, hadOld, done } of staged) {
    quietly(() => rmSync(temporary, { force: true }));
    if (done && hadOld) quietly(() => renameSync(backup, target));
    else if (done) quietly(() => rmSync(target, { force: true }));
    // Two names of one file: renaming one onto the other leaves both.
    quietly(() => rmSync(backup, { force: true }));
  }
  staged.length = 0;
}

/** What cannot be undone is left to the next run. */
function quietly(act: () => void) {
  try {
    act();
  } catch {
    // Nobody to tell: the first error is what counts.
  }
}

/** A folder's entries are safe on disk only when the folder itself is flushed; not every system can. */
async function flushFolders(folders: Set<string>) {
  for (const folder of folders) await withFile(folder, 'r', (handle) => handle.sync()).catch(() => {});
}

/** Removes what killed runs left: `.<name>.<pid>-<8 hex digits>.new` of a process that is gone, and puts `.old` back. */
async function sweep(folder: string) {
  for (const name of await readdir(folder)) {
    const [, target = '', pid, kind] = /^\.(.+)\.(\d+)-[0-9a-f]{8}\.(new|old)$/.exec(name) ?? [];
    if (!pid || isAlive(Number(pid))) continue;
    const missing = kind === 'old' && !(await exists(join(folder, target)));
    if (missing) await rename(join(folder, name), join(folder, target));
    else await rm(join(folder, name), { force: true });
  }
}

function outputError(error: NodeJS.ErrnoException, folder: string): unknown {
  const at = error.path ?? folder;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return failure(
        'disk-full',
        `no room left on the disk for ${folder}`,
        'make room, or write elsewhere with --output <folder>',
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return failure('output-unwritable', `${folder} may not be written to`, 'write elsewhere with --output <folder>');
    case 'EISDIR':
      return failure('output-unwritable', `${at} is a folder, and a file should stand there`, 'move it away');
    case 'ENOTDIR':
    case 'EEXIST':
      return failure(
        'output-unwritable',
        `${folder} is not a folder`,
        'move that file away, or name a folder with --output',
      );
    case undefined:
      return error;
    default:
      return failure('output-unwritable', `${folder} cannot be written to: ${error.message}`);
  }
}
