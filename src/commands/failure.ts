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
  const others = error instanceof UsageError ? error.others.map(saidBy) : [];
  if (json) {
    const diagnostics =
      error instanceof AuthorError
        ? error.diagnostics
        : [{ message, hints }, ...others].map((each) => ({ severity: 'error', code: name, ...each }));
    terminal.out(JSON.stringify({ ok: false, diagnostics }, undefined, 2));
  } else if (error instanceof AuthorError) {
    await printFindings(error.diagnostics, folder, terminal);
  } else {
    for (const each of [{ message, hints }, ...others]) {
      terminal.error([`error  ${name}  ${each.message}`, ...each.hints.map((hint) => `  hint: ${hint}`)].join('\n'));
    }
  }
  if (debug && error instanceof Error) terminal.error(stacks(error));
  return code;
}

function saidBy({ message, hint }: UsageError): { message: string; hints: string[] } {
  return { message, hints: hint ? [hint] : [] };
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
