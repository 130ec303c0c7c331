import { readFile } from 'node:fs/promises';
import { type Diagnostics, UsageError } from '../base/diagnostic.ts';
import type { World } from '../base/world.ts';
import { planJobs } from '../build/plan-jobs.ts';
import type { Job, OverRequest } from '../model/batch.ts';
import type { Briefing } from '../model/briefing.ts';
import type { ParameterValues } from '../model/parameter.ts';
import { readBytes } from '../read/file.ts';
import { readJobList } from '../read/job-list.ts';

/** What a batch is asked to go over; where nothing is asked, what briefing.yaml says. */
interface Asked {
  over?: (string | OverRequest)[];
  list?: string;
  parameters?: ParameterValues;
}

/** The jobs of a batch. Reports what is wrong with them; throws UsageError for a list that is not there. */
export async function planBatch(
  briefing: Briefing,
  options: Asked,
  world: World,
  diagnostics: Diagnostics,
): Promise<Job[]> {
  const { batch: written = {} } = briefing.meta;
  const isAsked = options.over !== undefined || options.list !== undefined;
  const over = isAsked ? options.over : written.over;
  const list = isAsked ? await givenList(options.list, diagnostics) : await ownList(written.list);
  if (diagnostics.hasErrors) return [];
  return planJobs(
    briefing,
    {
      over: (over ?? []).map((each) => (typeof each === 'string' ? { name: each } : each)),
      ...(list && { list }),
      set: options.parameters ?? {},
      ...(written.folder !== undefined && { folder: written.folder }),
    },
    diagnostics,
  );

  async function ownList(path: string | undefined) {
    if (path === undefined) return undefined;
    const bytes = await readBytes(world.briefing, path, diagnostics);
    if (bytes) return readJobList(bytes, path, diagnostics);
    const place = briefing.settings?.at(['batch', 'list']) ?? briefing.meta.place;
    if (!diagnostics.hasErrors) diagnostics.error('file-missing', `there is no ${path}`, place);
    return undefined;
  }
}

async function givenList(path: string | undefined, diagnostics: Diagnostics) {
  if (path === undefined) return undefined;
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined)
    throw new UsageError(`there is no list ${path}`, 'name a CSV file: a parameter a column, a job a row');
  return readJobList(bytes, path, diagnostics);
}
