import { type Diagnostics, didYouMean, UsageError } from '../base/diagnostic.ts';
import type { BatchRequest, Job, OverRequest } from '../model/batch.ts';
import type { Briefing } from '../model/briefing.ts';
import type { Parameter, ParameterValue, ParameterValues } from '../model/parameter.ts';
import { readParameterValue } from '../model/parameter-value.ts';
import { fillLocalized, fillPlaceholders } from '../model/placeholder.ts';
import { fileName, unknownIn } from './fill.ts';
import { chooseParameters, valuesOf } from './parameters.ts';

/**
 * Every job of a batch: each row of the list, times each combination of the parameters gone over. All that is wrong is
 * told before anything is made: UsageError for the command line, diagnostics for the author's files (`batch-empty`,
 * `batch-clash`, `parameter-unknown`, `parameter-value`).
 */
export function planJobs(briefing: Briefing, request: BatchRequest, diagnostics: Diagnostics): Job[] {
  const { codeLists } = briefing.data;
  const parameters = briefing.meta.parameters ?? [];
  const { list } = request;
  if (request.over.length === 0 && !list) {
    const known =
      parameters.length > 0 ? `known parameters: ${parameters.map(({ name }) => name).join(', ')}` : undefined;
    throw new UsageError('nothing says what the batch goes over', known ?? 'declare parameters in briefing.yaml', [
      new UsageError(
        'name parameters or a list',
        'jianbao batch --over city, or --list jobs.csv, or batch: in briefing.yaml',
      ),
    ]);
  }
  checkNames(request, parameters, diagnostics);
  if (diagnostics.hasErrors) return [];
  const rows = list ? list.rows.map((row) => checkRow(row, parameters)) : [{}];
  const combined = request.over
    .map((over) => valuesOver(over))
    .reduce<ParameterValues[]>(
      (all, values) => all.flatMap((each) => values.map((value) => ({ ...each, ...value }))),
      [{}],
    );
  if (diagnostics.hasErrors) return [];
  const all = rows.flatMap((row) => combined.map((each) => ({ ...request.set, ...row, ...each })));
  if (all.length === 0) {
    diagnostics.error(
      'batch-empty',
      'the list has no jobs',
      list && { file: list.file },
      'write a row for each briefing',
    );
    return [];
  }
  const jobs = all.map(jobOf);
  checkClashes(jobs, briefing, diagnostics);
  return jobs;

  function checkRow(
    row: NonNullable<BatchRequest['list']>['rows'][number],
    known: readonly Parameter[],
  ): ParameterValues {
    for (const parameter of known) {
      if (!Object.hasOwn(row.values, parameter.name)) continue;
      const read = readParameterValue(parameter, row.values[parameter.name], codeLists);
      if ('message' in read) diagnostics.error('parameter-value', read.message, row.at(parameter.name), read.hint);
    }
    return row.values;
  }

  function valuesOver({ name, values }: OverRequest): ParameterValues[] {
    const parameter = parameters.find((each) => each.name === name);
    if (!parameter) throw new Error(`parameter ${name} was not checked`);
    const found = values ?? everyValue(parameter);
    if (found === undefined) {
      throw new UsageError(
        `parameter "${name}" has no list of values`,
        `name some: --over ${name}=…,…, or write a list`,
      );
    }
    if (found.length === 0) {
      const what = parameter.codeList === undefined ? `parameter "${name}"` : `code list "${parameter.codeList}"`;
      diagnostics.error('batch-empty', `${what} has no values to go over`, parameter.place);
    }
    return found.map((value) => ({ [name]: value }));
  }

  function everyValue({ type, codeList, enum: allowed }: Parameter): ParameterValue[] | undefined {
    if (allowed) return allowed;
    if (codeList !== undefined) return codeLists.get(codeList)?.codes.map(({ code }) => code) ?? [];
    return type === 'boolean' ? [false, true] : undefined;
  }

  function jobOf(given: ParameterValues): Job {
    const chosen = chooseParameters(parameters, given, codeLists);
    const at = (key: string) => unknownIn(briefing.settings?.at(['batch', key]) ?? briefing.meta.place, diagnostics);
    const { folder = '' } = request;
    return {
      id: fileName(fillPlaceholders(briefing.meta.id, undefined, chosen, () => {})),
      folder: folder
        .split('/')
        .map((step) => fileName(fillPlaceholders(step, undefined, chosen, at('folder'))))
        .join('/'),
      values: valuesOf(chosen),
      title: fillLocalized(
        briefing.meta.title,
        briefing.meta.languages,
        chosen,
        unknownIn(briefing.meta.place, diagnostics),
      ),
    };
  }
}

/** Names of parameters on the command line and in the list's head. */
function checkNames(
  { over, list, set }: BatchRequest,
  parameters: readonly Parameter[],
  diagnostics: Diagnostics,
): void {
  const names = parameters.map(({ name }) => name);
  const hint = (name: string) =>
    didYouMean(name, names) ?? (names.length === 0 ? 'the briefing has no parameters' : `known: ${names.join(', ')}`);
  const unknown = [...over.map(({ name }) => name), ...Object.keys(set)].filter((name) => !names.includes(name));
  const wrong = [...new Set(unknown)].map((name) => new UsageError(`no parameter "${name}"`, hint(name)));
  const twice = over
    .map(({ name }) => name)
    .filter((name, index, all) => all.indexOf(name) !== index || Object.hasOwn(set, name));
  for (const name of new Set(twice)) wrong.push(new UsageError(`"${name}" is given twice`));
  const [first, ...others] = wrong;
  if (first) throw new UsageError(first.message, first.hint, others);
  for (const { name, place } of list?.columns ?? []) {
    if (!names.includes(name)) diagnostics.error('parameter-unknown', `no parameter "${name}"`, place, hint(name));
    else if (over.some((each) => each.name === name))
      diagnostics.error(
        'parameter-value',
        `the batch goes over "${name}" already`,
        place,
        'take the column away, or --over',
      );
  }
}

/** Two jobs that would write one file; systems differ in whether case tells names apart. */
function checkClashes(jobs: readonly Job[], { meta, settings }: Briefing, diagnostics: Diagnostics): void {
  const first = new Map<string, Job>();
  for (const job of jobs) {
    const path = stemOf(job);
    const earlier = first.get(path.toLowerCase());
    if (earlier) {
      const varying = Object.keys(job.values).find((name) => job.values[name] !== earlier.values[name]);
      const hint = varying
        ? `name what differs in "id": '${meta.id}-{{${varying}}}'`
        : 'the same values are in the list twice';
      const message = `"${path}.html" would be written by two jobs: ${wordsOf(earlier.values)} and ${wordsOf(job.values)}`;
      diagnostics.error('batch-clash', message, settings?.at(['id']) ?? meta.place, hint);
      return;
    }
    first.set(path.toLowerCase(), job);
  }
}

/** Path of a job's files without their endings. */
export function stemOf({ folder, id }: Pick<Job, 'folder' | 'id'>): string {
  return folder === '' ? id : `${folder}/${id}`;
}

/** `city=370200, year=2020`. */
export function wordsOf(values: ParameterValues): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}
