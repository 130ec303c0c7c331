import { measureStages, type Stages } from './stages.ts';

/** Sums of how long each part of many runs took, in milliseconds; parts overlap. */
export interface StageSums extends Stages {
  sums: Map<string, { parts: number; time: number }>;
}

/** Stages that are added up; the first `most` are kept one by one too, so that memory does not grow with their number. */
export function countStages(clock: () => number, most = 0): StageSums {
  const sums: StageSums['sums'] = new Map();
  const first = measureStages(clock, most);
  return {
    spans: first.spans,
    sums,
    async time(stage, work, item) {
      const start = clock();
      try {
        return await first.time(stage, work, item);
      } finally {
        const sum = sums.get(stage) ?? { parts: 0, time: 0 };
        sums.set(stage, { parts: sum.parts + 1, time: sum.time + clock() - start });
      }
    },
  };
}
