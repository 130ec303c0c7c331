import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { LanguageTag, Localized } from '../base/language.ts';
import type { ManifestFile } from '../manifest.ts';
import type { ParameterValues } from '../model/parameter.ts';

/** Its name inside the output folder. */
export const batchManifestName = 'batch.json';

/** `batch.json`: what a batch made, of what and with what. */
export interface BatchManifest {
  format: 'jianbao-batch/1';
  /** As written, such as `profile-{{city}}`. */
  briefing: string;
  languages: LanguageTag[];
  /** Such as `jianbao 0.1.0`. */
  generator: string;
  /** Product and version of the browser that printed; absent when none did. */
  browser?: string;
  made: number;
  failed: number;
  /** Digest of the options and of jianbao itself: with another one everything is made anew. */
  settings: string;
  /** Every file that was read, with its digest; `null` for one that was looked for and not there. */
  inputs: Record<string, string | null>;
  /** The index page. */
  files: ManifestFile[];
  jobs: BatchJob[];
}

/** One briefing of a batch. */
export interface BatchJob {
  id: string;
  parameters: ParameterValues;
  status: 'made' | 'failed';
  title: Localized;
  /** Paths relative to the folder that batch.json is in; empty when the job failed. */
  files: ManifestFile[];
  /** What was found in a job that failed, and warnings of one that was made. */
  diagnostics?: Diagnostic[];
}

/** What the last batch in an output folder noted; undefined when there is nothing that could be read. */
export async function readManifest(output: string): Promise<BatchManifest | undefined> {
  try {
    const written = JSON.parse(await readFile(join(output, batchManifestName), 'utf8')) as BatchManifest;
    return written.format === 'jianbao-batch/1' && Array.isArray(written.jobs) ? written : undefined;
  } catch {
    return undefined;
  }
}
