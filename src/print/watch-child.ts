import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** What became of a process that a library starts. */
export interface WatchedChild {
  started(): boolean;
  /** Rejects, with its last words, when it cannot be started or ends. */
  failure: Promise<never>;
  /** Resolves when it has ended, or at once when it was never started. */
  ended(): Promise<void>;
  /** Stops waiting for it to be started. */
  stop(): void;
}

/**
 * Watches the next process that is started with `argument`: a library that speaks to its process over pipes tells
 * neither what the process said before it ended nor why it could not be started.
 */
export function watchChild(argument: string): WatchedChild {
  let fail: (error: Error) => void = () => {};
  let end: () => void = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failure.catch(() => {});
  let started = false;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });

  function watch(child: ChildProcess) {
    if (!child.spawnargs?.includes(argument)) return;
    started = true;
    let words = '';
    child.stderr?.on('data', (chunk) => {
      words = (words + chunk).slice(-8192);
    });
    child.once('error', (error) => {
      fail(error);
      end();
    });
    child.once('exit', () => end());
    child.once('close', (code, signal) => {
      fail(new Error(lastWords(words) || `it ended with ${signal ?? `code ${code}`}`));
    });
  }

  // A process is announced before it has its arguments.
  const listen = (message: unknown) => process.nextTick(watch, (message as { process: ChildProcess }).process);
  subscribe('child_process', listen);
  return {
    started: () => started,
    failure,
    ended: async () => (started ? ended : undefined),
    stop: () => unsubscribe('child_process', listen),
  };
}

function lastWords(words: string): string {
  const lines = words.split('\n').map((line) => line.replace(/^\[[^\]]*\]\s*/, '').trim());
  return lines.find((line) => /sandbox|shared librar|cannot|fail/i.test(line)) ?? lines.filter(Boolean).at(-1) ?? '';
}
