import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/longest-first.ts';

const whole = [
  'tests/pdf/**/*.test.ts',
  'tests/html/**/*.test.ts',
  'tests/command/**/*.test.ts',
  'tests/share/**/*.test.ts',
  'tests/live/**/*.test.ts',
  'tests/preview/**/*.test.ts',
];
const rough = ['tests/faults/**/*.test.ts', 'tests/hostile/**/*.test.ts', 'tests/fuzz/**/*.test.ts'];
const soak = ['tests/soak/**/*.test.ts'];

// `parts` needs nothing built; `whole` looks at the default briefing, which is bundled and built once for all its files;
// `rough` treats the bundle badly, and `soak` does so for long: only when asked for.
const soaking = {
  extends: true as const,
  test: { name: 'soak', include: soak, globalSetup: 'tests/bundle-once.ts', testTimeout: 3_600_000 },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: 'parts', include: ['tests/**/*.test.ts'], exclude: [...whole, ...rough, ...soak] },
      },
      { extends: true, test: { name: 'whole', include: whole, globalSetup: 'tests/build-once.ts' } },
      { extends: true, test: { name: 'rough', include: rough, globalSetup: 'tests/bundle-once.ts' } },
      ...(process.env.SOAK ? [soaking] : []),
    ],
  },
});
