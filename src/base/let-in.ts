/**
 * Lets in what has arrived meanwhile, such as the answers of a browser that starts: work that never waits would keep it
 * waiting.
 */
export function letIn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The same where many small steps follow each other: waits only when `interval` milliseconds went by since it last did. */
export async function letInAfter(interval: number): Promise<void> {
  if (performance.now() - last < interval) return;
  await letIn();
  last = performance.now();
}

let last = 0;
