import { existsSync, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing, all or none, and returns what it made, outermost first. Node's own
 * `mkdir` with `recursive` never comes back where the system lets nobody make a folder, such as in
 * /proc.
 */
export function makeFolders(folder: string): string[] {
  const made: string[] = [];
  try {
    make(folder, made);
  } catch (error) {
    for (const each of made.reverse()) rmdirSync(each);
    throw error;
  }
  return made;
}

function make(folder: string, made: string[]): void {
  try {
    mkdirSync(folder);
    made.push(folder);
  } catch (error) {
    const isNested = (error as NodeJS.ErrnoException).code === 'ENOENT' && !existsSync(dirname(folder));
    if (isNested) {
      make(dirname(folder), made);
      make(folder, made);
    } else if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
