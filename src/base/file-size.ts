import { AuthorError } from './diagnostic.ts';

/** Megabytes (2²⁰ bytes) of one file: of text that people write, and of anything else. */
export const fileLimits = { text: 4, data: 64 };

/** Throws AuthorError `file-too-large` for a file that a build does not take into memory. */
export function checkSize(path: string, bytes: number): void {
  const most = written.test(path) ? fileLimits.text : fileLimits.data;
  if (bytes <= most * 1024 * 1024) return;
  throw new AuthorError([
    {
      severity: 'error',
      code: 'file-too-large',
      message: `the file has more than ${most} MB`,
      place: { file: path },
      hints: ['a briefing needs aggregated figures: put less into the file, or part it'],
    },
  ]);
}

/** Settings, words, templates and specifications. */
const written = /\.(ya?ml|md|hbs|css|vl\.json)$|(^|\/)datapackage\.json$/i;
