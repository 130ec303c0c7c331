import { existsSync } from 'node:fs';
import { realpath, rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { AuthorError } from '../base/diagnostic.ts';

/**
 * The folder for a briefing's files: the one that was named, else `output` inside the briefing's. That one comes with the
 * briefing, so it may not be a link that leads elsewhere. Throws AuthorError `output-unwritable`.
 */
export async function outputFolder(folder: string, named: string | undefined): Promise<string> {
  if (named !== undefined) return resolve(named);
  const own = join(resolve(folder), 'output');
  if (existsSync(own)) await refuseLinksOut(resolve(folder), own);
  return own;
}

/** Removes a file of an earlier run, unless a link leads to it from elsewhere than the output folder. */
export async function removeOutput(root: string, path: string): Promise<void> {
  if (await isReallyInside(root, dirname(path))) await rm(path, { force: true }).catch(() => {});
}

/** A folder that is to be written to lies in `root` with links followed too, or AuthorError `output-unwritable` is thrown. */
export async function refuseLinksOut(root: string, folder: string): Promise<void> {
  if (await isReallyInside(root, folder)) return;
  throw failure(
    'output-unwritable',
    `${folder} is a link that leads elsewhere`,
    'take the link away, or name the folder that is meant with --output <folder>',
  );
}

/** With links followed; false for what is not there. */
async function isReallyInside(root: string, folder: string): Promise<boolean> {
  const paths = await Promise.all([realpath(root), realpath(folder)]).catch(() => undefined);
  if (!paths) return false;
  const [outer, inner] = paths;
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

/** Why nothing was written, code `output-unwritable` or `disk-full`. */
export function failure(code: string, message: string, hint?: string): AuthorError {
  const whole = `${message}; what stood there before is unchanged`;
  return new AuthorError([{ severity: 'error', code, message: whole, ...(hint && { hints: [hint] }) }]);
}
