import { AuthorError, type Diagnostic, type Place } from './diagnostic.ts';

/**
 * Why a path may not be read, or undefined when it names something inside a folder. Refused: addresses on the network
 * (`path-remote`); `..`, absolute paths, drive letters and backslashes (`path-outside`).
 */
export function pathProblem(
  path: string,
): { code: 'path-remote' | 'path-outside'; message: string; hint: string } | undefined {
  if (/^([a-z][a-z0-9+.-]+:|\/\/)/i.test(path)) {
    return {
      code: 'path-remote',
      message: `"${path}" is an address, not a file of this folder`,
      hint: 'save the file in the folder and name it here; a build reads nothing from the network',
    };
  }
  if (path === '' || /^([a-z]:|\/)|\\|\0/i.test(path) || path.split('/').includes('..')) return outside(path);
  return undefined;
}

/** The error that a Folder throws for a path that may not be read; `place` is where the path was written, if known. */
export function pathError(path: string, place: Place = { file: path }): AuthorError {
  const { code, message, hint } = pathProblem(path) ?? outside(path);
  const diagnostic: Diagnostic = { severity: 'error', code, message, place, hints: [hint] };
  return new AuthorError([diagnostic]);
}

/** `data/` and `./jobs.csv` → `data/jobs.csv`; forward slashes, no `.` segments. */
export function joinPath(...parts: string[]): string {
  return parts
    .join('/')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}

function outside(path: string) {
  return {
    code: 'path-outside' as const,
    message: `"${path}" does not lead to a file inside this folder`,
    hint: 'write a path relative to the folder, with forward slashes and without ".."',
  };
}
