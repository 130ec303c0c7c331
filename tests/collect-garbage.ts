import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Collects what nothing refers to any more. */
export async function collectGarbage(): Promise<void> {
  // What has just been awaited is still referred to.
  await new Promise((resolve) => setImmediate(resolve));
  collect();
}
