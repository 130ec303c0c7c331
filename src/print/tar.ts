import { writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { makeFolders } from '../base/make-folders.ts';

const BLOCK = 512;

/** Writes the regular files of a ustar archive (POSIX.1-1988) below a folder; names that lead outside are refused. */
export function unpackTar(archive: Buffer, folder: string): void {
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const header = archive.subarray(at, at + BLOCK);
    const name = text(header, 0, 100);
    if (name === '') return;
    const size = Number.parseInt(text(header, 124, 12), 8);
    const isFile = ['', '0'].includes(text(header, 156, 1));
    at += BLOCK;
    if (isFile) writeInside(folder, name, archive.subarray(at, at + size), Number.parseInt(text(header, 100, 8), 8));
    at += Math.ceil(size / BLOCK) * BLOCK;
  }
}

function text(header: Buffer, start: number, length: number): string {
  const field = header.toString('latin1', start, start + length);
  return field.split('\0')[0]?.trim() ?? '';
}

function writeInside(folder: string, name: string, bytes: Buffer, mode: number) {
  const inside = normalize(name);
  if (inside.startsWith('..') || inside.startsWith('/')) throw new Error(`archive names a file outside it: ${name}`);
  const path = join(folder, inside);
  makeFolders(dirname(path));
  writeFileSync(path, bytes, { mode: mode & 0o777 });
}
