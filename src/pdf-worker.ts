import { parentPort } from 'node:worker_threads';
import { finish } from './print/finish.ts';
import type { FinishAnswer, FinishRequest } from './print/finish-thread.ts';

/** The other end of `openFinisher`; loads the PDF library at once. */
parentPort?.on('message', async ({ id, printed, facts }: FinishRequest) => {
  let answer: FinishAnswer;
  try {
    answer = { id, finished: await finish(printed, facts) };
  } catch (error) {
    answer = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(answer);
});
