import { join } from 'node:path';
import fc from 'fast-check';
import { filesIn, make, minimal, openCharts } from '../hostile/kit.ts';
import { root } from '../root.ts';
import { type Spoiled, spoiled } from './mutations.ts';

export interface Fuzzed {
  runs: number;
  /** How many of the spoiled briefings still made a page. */
  made: number;
  /** How often each code was found. */
  codes: Map<string, number>;
}

/**
 * Makes the page of `runs` spoiled briefings, the same ones for the same seed. Whatever stands in the files, there is a
 * page or a list of findings; anything else, an exception or no answer in time, throws with the files.
 */
export function fuzz(seed: number, runs: number): Promise<Fuzzed> {
  return fuzzAll(spoiled(minimal), seed, runs);
}

/** The same for the theme: layouts, partials, styles and YAML that a briefing lays over the shipped ones. */
export function fuzzTheme(seed: number, runs: number): Promise<Fuzzed> {
  const texts = /^(layouts\/page|partials\/[\w-]+)\.hbs$|^styles\/\d\d-[\w-]+\.css$|^(styles\/)?[\w-]+\.yaml$/;
  const theme = Object.entries(filesIn(join(root, 'templates'))).filter(([path]) => texts.test(path));
  return fuzzAll(
    spoiled(Object.fromEntries(theme.map(([path, text]) => [`templates/${path}`, text])), minimal),
    seed,
    runs,
  );
}

async function fuzzAll(briefings: fc.Arbitrary<Spoiled>, seed: number, runs: number): Promise<Fuzzed> {
  const charts = openCharts({ timeout: 20_000, memory: 256, lost: runs });
  const codes = new Map<string, number>();
  let made = 0;
  try {
    await fc.assert(
      fc.asyncProperty(briefings, async ({ files }) => {
        const { diagnostics, html, told } = await make(files, charts);
        for (const { code } of diagnostics) codes.set(code, (codes.get(code) ?? 0) + 1);
        if (html === '' && !diagnostics.some(({ severity }) => severity === 'error'))
          throw new Error('neither page nor error');
        if (diagnostics.some(({ message }) => message.includes('was not drawn'))) throw new Error(told);
        if (html !== '') made += 1;
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
  } finally {
    await charts.close();
  }
  return { runs, made, codes };
}
