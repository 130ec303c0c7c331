import { type MessagePort, workerData } from 'node:worker_threads';
import { runKept } from './kept-script.ts';

/** What a thread is told about the code that V8 compiles for it. */
export interface KeptCode {
  /** File in which it is kept. */
  path: string;
  /** Asked at the thread's end to keep it, and answered when that is done. */
  port: MessagePort;
}

/** The beginning of a thread: runs its bundled script. */
export function runThread(script: URL): void {
  const { path, port } = (workerData ?? {}) as Partial<KeptCode>;
  const { keep } = runKept(script, path);
  port?.on('message', () => {
    keep();
    port.postMessage('kept');
  });
  port?.unref();
}
