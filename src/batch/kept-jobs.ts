import { join, resolve, sep } from 'node:path';
import type { World } from '../base/world.ts';
import { stemOf } from '../build/plan-jobs.ts';
import type { ManifestFile } from '../manifest.ts';
import type { Job } from '../model/batch.ts';
import { removeOutput } from '../node/output-folder.ts';
import { sameInputs } from '../node/recorded-world.ts';
import { isWholeFile } from '../node/whole-file.ts';
import type { BatchJob, BatchManifest } from './manifest.ts';

/** The jobs of the last batch that are still as they would be made now. */
export async function keptJobs(
  jobs: readonly Job[],
  { last, settings, output, world }: { last: BatchManifest; settings: string; output: string; world: World },
): Promise<Map<Job, BatchJob>> {
  if (last.settings !== settings || !(await sameInputs(last.inputs, world))) return new Map();
  const known = new Map(last.jobs.map((job) => [JSON.stringify(job.parameters), job]));
  const kept = new Map<Job, BatchJob>();
  for (const job of jobs) {
    const before = known.get(JSON.stringify(job.values));
    if (before?.status !== 'made' || before.files.length === 0) continue;
    const isInPlace = before.files.every(({ path }) => path.startsWith(`${stemOf(job)}.`));
    const isWhole = ({ path, sha256 }: ManifestFile) => isWholeFile(join(output, path), sha256);
    if (isInPlace && (await Promise.all(before.files.map(isWhole))).every(Boolean)) kept.set(job, before);
  }
  return kept;
}

/** Removes files of the last batch that no job of this one makes. */
export async function removeStale(
  last: BatchManifest | undefined,
  jobs: readonly Job[],
  output: string,
): Promise<void> {
  const stems = new Set(jobs.map(stemOf));
  for (const file of last?.jobs.flatMap(({ files }) => files) ?? []) {
    const path = resolve(output, file.path);
    if (!stems.has(file.path.replace(/(\.[^/]*?)?\.(html|pdf)$/, '')) && path.startsWith(output + sep)) {
      await removeOutput(output, path);
    }
  }
}
