/** How long the parts of a run took, in milliseconds from its start; parts may overlap. */
export interface Stages {
  /** Runs a part and notes when it began and ended. */
  time<T>(stage: string, work: () => Promise<T>): Promise<T>;
  readonly spans: StageSpan[];
}

export interface StageSpan {
  stage: string;
  start: number;
  end: number;
}

/** `clock` gives milliseconds; only differences count. */
export function measureStages(clock: () => number): Stages {
  const origin = clock();
  const spans: StageSpan[] = [];
  return {
    spans,
    async time(stage, work) {
      const start = clock() - origin;
      try {
        return await work();
      } finally {
        spans.push({ stage, start, end: clock() - origin });
      }
    },
  };
}
