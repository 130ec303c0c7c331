import type { Diagnostic } from './base/diagnostic.ts';
import type { LanguageTag } from './base/language.ts';
import type { StageSpan } from './base/stages.ts';
import type { BatchJob } from './batch/manifest.ts';
import type { BatchProgress } from './batch/progress.ts';
import { loadMaking } from './load-making.ts';
import type { OverRequest } from './model/batch.ts';
import type { ParameterValues } from './model/parameter.ts';

export type { BatchProgress };

export interface BatchOptions {
  /** Folder with `briefing.yaml`; default: the current one. */
  folder?: string;
  /** Where the files go; default: `output` inside the folder. */
  output?: string;
  /** Parameters whose every value is made, or some of their values; several give all combinations. */
  over?: (string | OverRequest)[];
  /** Path of a CSV list: a parameter a column, a job a row. */
  list?: string;
  /** Values that hold for all jobs. */
  parameters?: ParameterValues;
  /** Only these of the briefing's languages; default: all. */
  languages?: LanguageTag[];
  /** Default: html and pdf. */
  formats?: ('html' | 'pdf')[];
  /** Warnings are errors. */
  strict?: boolean;
  /** Makes only what is missing or changed since the last batch in the output folder. */
  resume?: boolean;
  /** ISO date and time that decides whether an embargo is over; default: `SOURCE_DATE_EPOCH`, else the clock. */
  now?: string;
  /** Path of the browser to print with. */
  browser?: string;
  /** Also write `<name>.print.html`, the page that each PDF is printed from. */
  emitPages?: boolean;
  /** A browser is replaced after so many prints; default 500. */
  jobsPerBrowser?: number;
  /** Is given when each stage of the first jobs began and ended. */
  spans?: StageSpan[];
  progress?: (state: BatchProgress) => void;
}

export interface BatchResult {
  /** Folder that was written to. */
  output: string;
  jobs: BatchJob[];
  made: number;
  /** Left as the last batch made them. */
  kept: number;
  failed: number;
  /** What was found while reading. */
  warnings: Diagnostic[];
  /** Milliseconds that each stage took, summed over all jobs; stages overlap. */
  stages: { stage: string; parts: number; time: number }[];
  /** How many browsers were started. */
  browsers: number;
}

/**
 * Makes a briefing for many values of its parameters, in one process: what can be shared is read, compiled, cut and
 * launched once, and each job is written as soon as it is made. A job that fails does not stop the others. Throws
 * AuthorError or UsageError, before anything is made, when the jobs themselves are wrong; BrowserError when nothing can
 * print.
 */
export async function batch(options: BatchOptions = {}): Promise<BatchResult> {
  const making = await loadMaking();
  const result = await making.exports.makeBatch(options);
  if (result.browsers > 0) making.keep();
  return result;
}
