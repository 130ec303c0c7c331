import type { Stages } from './stages.ts';

/** Sums of how long each part of many runs took, in milliseconds; parts overlap. */
export interface StageSums extends Stages {
  sums: Map<string, { parts: number; time: number }>;
}

/** Stages that are added up and not kept one by one, so that memory does not grow with their number. */
export function countStages(clock: () => number): StageSums {
  const sums: StageSums['sums'] = new Map();
  return {
    spans: [],
    sums,
    async time(stage, work) {
      const start = clock();
      try {
        return await work();
      } finally {
        const sum = sums.get(stage) ?? { parts: 0, time: 0 };
        sums.set(stage, { parts: sum.parts + 1, time: sum.time + clock() - start });
      }
    },
  };
}
