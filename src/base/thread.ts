import { once } from 'node:events';
import { MessageChannel, Worker, type WorkerOptions } from 'node:worker_threads';

/** A thread that runs a bundled script. */
export interface Thread {
  worker: Worker;
  /** Ends it. `keep`: it has nothing to do and has done enough for what V8 compiled to be worth keeping. */
  end(keep: boolean): Promise<void>;
}

/** Starts a thread; `kept` is the file for what V8 compiles, see `kept-thread.ts`. */
export function startThread(
  script: URL,
  kept: string | undefined,
  resourceLimits: NonNullable<WorkerOptions['resourceLimits']>,
): Thread {
  const { port1: port, port2: other } = new MessageChannel();
  const workerData = kept === undefined ? undefined : { path: kept, port: other };
  const worker = new Worker(script, {
    execArgv: [],
    resourceLimits,
    ...(workerData && { workerData, transferList: [other] }),
  });
  port.unref();
  return {
    worker,
    async end(keep) {
      if (keep && workerData) {
        port.ref();
        port.postMessage('keep');
        await Promise.race([once(port, 'message'), once(worker, 'exit')]);
      }
      port.close();
      // An answer that comes late lets go of the thread (`unref`): until it has ended, this keeps the process.
      const holding = setInterval(() => {}, 1000);
      await worker.terminate().finally(() => clearInterval(holding));
    },
  };
}
