import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { AuthorError } from '../base/diagnostic.ts';
import { checkSize } from '../base/file-size.ts';
import { joinPath, pathError, pathProblem } from '../base/path.ts';
import type { Folder } from '../base/world.ts';

/**
 * A folder on disk. Refuses (`path-outside`, `path-remote`) whatever would be read from elsewhere, symbolic links that
 * lead outside included; a file that may not be read is `file-unreadable`. Names that start with a dot are not listed.
 */
export function openFolder(root: string): Folder {
  let opened: Promise<string> | undefined;

  return {
    async read(path) {
      const real = await locate(path);
      if (real === undefined) return undefined;
      try {
        const found = await stat(real);
        if (!found.isFile()) return undefined;
        checkSize(path, found.size);
        return new Uint8Array(await readFile(real));
      } catch (error) {
        throw error instanceof AuthorError ? error : unreadable(path, error);
      }
    },
    async list(path) {
      const names: string[] = [];
      await walk(joinPath(path), names);
      return names.sort();
    },
  };

  /** The real path of a file or folder inside the root, or undefined when there is none. */
  async function locate(path: string): Promise<string | undefined> {
    if (pathProblem(path)) throw pathError(path);
    opened ??= realpath(root);
    try {
      const real = await realpath(join(await opened, path));
      const inside = relative(await opened, real);
      if (inside === '..' || inside.startsWith(`..${sep}`) || /^[a-z]:/i.test(inside)) throw pathError(path);
      return real;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error instanceof AuthorError ? error : unreadable(path, error);
    }
  }

  async function walk(path: string, names: string[]): Promise<void> {
    const real = await locate(path === '' ? '.' : path);
    if (real === undefined || !(await stat(real)).isDirectory()) return;
    for (const entry of await readdir(real, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const name = joinPath(path, entry.name);
      if (entry.isDirectory()) await walk(name, names);
      else if (entry.isFile() || (entry.isSymbolicLink() && (await isInnerFile(name)))) names.push(name);
    }
  }

  async function isInnerFile(path: string): Promise<boolean> {
    const real = await locate(path).catch(() => undefined);
    return real !== undefined && (await stat(real)).isFile();
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function unreadable(path: string, error: unknown): AuthorError {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return new AuthorError([
    {
      severity: 'error',
      code: 'file-unreadable',
      message: `the file cannot be read (${code})`,
      place: { file: path },
      hints: ['check that the file exists, is not a loop of links, and may be read by this user'],
    },
  ]);
}
