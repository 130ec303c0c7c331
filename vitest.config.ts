import { defineConfig } from 'vitest/config';

const whole = ['tests/pdf/**/*.test.ts', 'tests/html/**/*.test.ts', 'tests/command/**/*.test.ts'];

// `parts` needs nothing built; `whole` looks at the default briefing, which is bundled and built once for all its files.
export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'parts', include: ['tests/**/*.test.ts'], exclude: whole } },
      { extends: true, test: { name: 'whole', include: whole, globalSetup: 'tests/build-once.ts' } },
    ],
  },
});
