import { startThread } from '../base/thread.ts';
import type { FinishedPdf, FinishPdf, PdfFacts } from './pdf.ts';

export interface FinishRequest {
  id: number;
  printed: Uint8Array;
  facts: PdfFacts;
}

export type FinishAnswer = { id: number; finished: FinishedPdf } | { id: number; error: string };

/** Threads that finish PDFs, so that this one can lay out the next page; whoever opened them closes them. */
export interface Finisher {
  finish: FinishPdf;
  close(): Promise<void>;
}

/** Starts the threads, `kept` being the file for what V8 compiles; a PDF goes to the one with the least to do. */
export function openFinisher(script: URL, size: number, kept?: string): Finisher {
  const threads = Array.from({ length: size }, () => openThread(script, kept));
  return {
    finish: (printed, facts) =>
      threads.reduce((least, each) => (each.load() < least.load() ? each : least)).finish(printed, facts),
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

/** Its young generation is large: a PDF becomes many small objects that all live until it is written. */
function openThread(script: URL, kept: string | undefined) {
  const { worker, end } = startThread(script, kept, { maxYoungGenerationSizeMb: 32 });
  const waiting = new Map<
    number,
    { bytes: number; resolve(finished: FinishedPdf): void; reject(error: Error): void }
  >();
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
    load: () => [...waiting.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    finish(printed: Uint8Array, facts: PdfFacts): Promise<FinishedPdf> {
      const id = asked++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { bytes: printed.length, resolve, reject });
        worker.ref();
        worker.postMessage({ id, printed, facts } satisfies FinishRequest);
      });
    },
    close: () => end(waiting.size === 0 && asked > 0),
  };
}
