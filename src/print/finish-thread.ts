import { Worker } from 'node:worker_threads';
import type { FinishedPdf, FinishPdf, PdfFacts } from './pdf.ts';

export interface FinishRequest {
  id: number;
  printed: Uint8Array;
  facts: PdfFacts;
}

export type FinishAnswer = { id: number; finished: FinishedPdf } | { id: number; error: string };

/** A thread that finishes PDFs, so that this one can lay out the next page; whoever opened it closes it. */
export interface Finisher {
  finish: FinishPdf;
  close(): Promise<void>;
}

/** Starts the thread. Its young generation is large: a PDF becomes many small objects that all live until it is written. */
export function openFinisher(script: URL): Finisher {
  const worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: 64 } });
  const waiting = new Map<number, { resolve(finished: FinishedPdf): void; reject(error: Error): void }>();
  let asked = 0;
  worker.unref();
  worker.on('message', (answer: FinishAnswer) => {
    const caller = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ('finished' in answer) caller?.resolve(answer.finished);
    else caller?.reject(new Error(answer.error));
  });
  const rejectAll = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', (error) => rejectAll(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => rejectAll(new Error('the thread that finishes PDFs ended')));
  return {
    finish(printed, facts) {
      const id = asked++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.ref();
        worker.postMessage({ id, printed, facts } satisfies FinishRequest);
      });
    },
    async close() {
      await worker.terminate();
    },
  };
}
