import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { memoryFolder } from '../../src/base/memory-folder.ts';
import type { Folder } from '../../src/base/world.ts';

/** The briefing of `tests/batch/places/` (three places, two years), with some files changed. */
export function places(changes: Record<string, string> = {}): Folder {
  const root = join(import.meta.dirname, 'places');
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => join(root, path));
  const files = paths.filter((path) => statSync(path).isFile());
  const written = files.map((path) => [relative(root, path).split(sep).join('/'), new Uint8Array(readFileSync(path))]);
  const changed = Object.entries(changes).map(([path, text]) => [path, new TextEncoder().encode(text)]);
  return memoryFolder(Object.fromEntries([...written, ...changed]));
}
