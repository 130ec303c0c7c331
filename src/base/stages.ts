/** How long the parts of a run took, in milliseconds from its start; parts may overlap. */
export interface Stages {
  /** Runs a part and notes when it began and ended; `item` is what it worked on, such as a chart. */
  time<T>(stage: string, work: () => Promise<T>, item?: string): Promise<T>;
  readonly spans: StageSpan[];
}

export interface StageSpan {
  stage: string;
  item?: string;
  start: number;
  end: number;
}

/** `clock` gives milliseconds; only differences count. At most so many spans are kept, the first ones. */
export function measureStages(clock: () => number, most = Number.POSITIVE_INFINITY): Stages {
  const origin = clock();
  const spans: StageSpan[] = [];
  return {
    spans,
    async time(stage, work, item) {
      const start = clock() - origin;
      try {
        return await work();
      } finally {
        const span = { stage, ...(item !== undefined && { item }), start, end: clock() - origin };
        if (spans.length < most) spans.push(span);
      }
    },
  };
}
