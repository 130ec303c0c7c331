import { AuthorError, BrowserError, UsageError } from '../base/diagnostic.ts';
import type { Terminal } from '../base/terminal.ts';
import { printFindings } from './findings.ts';

/** Says why a command failed, for people or as JSON; gives the exit code. */
export async function printFailure(
  error: unknown,
  { json, debug, folder = '.' }: { json: boolean; debug: boolean; folder?: string },
  terminal: Terminal,
): Promise<number> {
  terminal.status('');
  const { code, name, message, hints } = failureOf(error);
  if (json) {
    const diagnostics =
      error instanceof AuthorError ? error.diagnostics : [{ severity: 'error', code: name, message, hints }];
    terminal.out(JSON.stringify({ ok: false, diagnostics }, undefined, 2));
  } else if (error instanceof AuthorError) {
    await printFindings(error.diagnostics, folder, terminal);
  } else {
    terminal.error([`error  ${name}  ${message}`, ...hints.map((hint) => `  hint: ${hint}`)].join('\n'));
  }
  if (debug && error instanceof Error) terminal.error(stacks(error));
  return code;
}

function failureOf(error: unknown): { code: number; name: string; message: string; hints: string[] } {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof AuthorError) return { code: 1, name: 'author', message, hints: [] };
  if (error instanceof UsageError) return { code: 2, name: 'usage', message, hints: error.hint ? [error.hint] : [] };
  if (error instanceof BrowserError) return { code: 3, name: error.code, message, hints: error.hints };
  return {
    code: 70,
    name: 'internal',
    message,
    hints: ['this is a fault of jianbao; --debug shows where it happened'],
  };
}

function stacks(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\ncaused by ${stacks(error.cause)}` : own;
}
