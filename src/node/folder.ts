import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { AuthorError } from '../base/diagnostic.ts';
import { checkSize } from '../base/file-size.ts';
import { letInAfter } from '../base/let-in.ts';
import { joinPath, pathError, pathProblem } from '../base/path.ts';
import type { Folder } from '../base/world.ts';

/**
 * A folder on disk. Refuses (`path-outside`, `path-remote`) whatever would be read from elsewhere, symbolic links that
 * lead outside included; a file that may not be read is `file-unreadable`. Names that start with a dot are not listed.
 * Files are read in one go: a briefing has many small ones, and to wait for each takes several times what reading it does.
 */
export function openFolder(root: string): Folder {
  let opened: string | undefined;

  return {
    async read(path) {
      await letInAfter(10);
      const real = locate(path);
      if (real === undefined) return undefined;
      try {
        const found = statSync(real);
        if (!found.isFile()) return undefined;
        checkSize(path, found.size);
        return new Uint8Array(readFileSync(real));
      } catch (error) {
        throw error instanceof AuthorError ? error : unreadable(path, error);
      }
    },
    async list(path) {
      const names: string[] = [];
      walk(joinPath(path), names);
      return names.sort();
    },
  };

  /** The real path of a file or folder inside the root, or undefined when there is none. */
  function locate(path: string): string | undefined {
    if (pathProblem(path)) throw pathError(path);
    try {
      opened ??= realpathSync.native(root);
      const real = realpathSync.native(join(opened, path));
      const inside = relative(opened, real);
      if (inside === '..' || inside.startsWith(`..${sep}`) || /^[a-z]:/i.test(inside)) throw pathError(path);
      return real;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error instanceof AuthorError ? error : unreadable(path, error);
    }
  }

  function walk(path: string, names: string[]): void {
    const real = locate(path === '' ? '.' : path);
    if (real === undefined || !statSync(real).isDirectory()) return;
    for (const entry of readdirSync(real, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const name = joinPath(path, entry.name);
      if (entry.isDirectory()) walk(name, names);
      else if (entry.isFile() || (entry.isSymbolicLink() && isInnerFile(name))) names.push(name);
    }
  }

  function isInnerFile(path: string): boolean {
    try {
      const real = locate(path);
      return real !== undefined && statSync(real).isFile();
    } catch {
      return false;
    }
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
