/** How far a batch is. */
export interface BatchProgress {
  of: number;
  /** Made or failed; those kept from the last batch are not counted. */
  done: number;
  failed: number;
  /** Jobs a second so far. */
  rate: number;
  /** Seconds that the others will take at that rate. */
  left: number;
  /** The job that was done last. */
  job: string;
}

/** Counts jobs and tells after each how far the batch is. */
export function jobCounter(
  of: number,
  progress: ((state: BatchProgress) => void) | undefined,
): (job: string, failed: boolean) => void {
  const start = performance.now();
  let [done, failures] = [0, 0];
  return (job, failed) => {
    done += 1;
    if (failed) failures += 1;
    const rate = (done / (performance.now() - start)) * 1000;
    progress?.({ of, done, failed: failures, rate, left: (of - done) / rate, job });
  };
}
