import { basename, dirname } from 'node:path';
import { writeOutput } from '../node/output.ts';

/** Writes an HTML page to where `-o` says, whole or not at all. Throws AuthorError, as `writeOutput` does. */
export function writePage(path: string, page: string): Promise<void> {
  return writeOutput(dirname(path), [{ path: basename(path), bytes: new TextEncoder().encode(page) }]);
}
