import { AuthorError, BrowserError, type Diagnostic } from '../base/diagnostic.ts';

/** What a failed job is told by. Throws again what would fail every job. */
export function findingsOf(error: unknown): Diagnostic[] {
  if (error instanceof AuthorError) {
    if (error.diagnostics.some(({ code }) => code === 'disk-full' || code === 'output-unwritable')) throw error;
    return error.diagnostics;
  }
  if (error instanceof BrowserError) {
    if (!/^(browser-failed$|page-)/.test(error.code)) throw error;
    return [{ severity: 'error', code: error.code, message: error.message, hints: error.hints }];
  }
  throw error;
}
