import { type Diagnostic, UsageError } from '../base/diagnostic.ts';
import type { StageSpan } from '../base/stages.ts';
import type { Terminal } from '../base/terminal.ts';
import type { BatchJob } from '../batch/manifest.ts';
import { type BatchOptions, type BatchProgress, type BatchResult, batch } from '../batch.ts';
import type { OverRequest } from '../model/batch.ts';
import { formatsOf } from './chosen.ts';
import { printFailure } from './failure.ts';
import { printFindings } from './findings.ts';
import { madeOptions } from './made-options.ts';
import { sumTable, writeTrace } from './timings.ts';

/** `jianbao batch [folder]`: 0 when every job was made, 1 when one failed. */
export async function batchCommand(
  positionals: string[],
  values: Record<string, unknown>,
  terminal: Terminal,
): Promise<number> {
  const started = performance.now();
  const [folder = '.', ...more] = positionals;
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one word too many`, 'usage: jianbao batch [folder]');
  const quiet = values.quiet === true || values.json === true;
  let result: BatchResult;
  const spans: StageSpan[] = [];
  try {
    const options = optionsOf(folder, values, quiet, terminal);
    result = await batch({ ...options, ...(values.timings === true && { spans }) });
  } catch (error) {
    return printFailure(error, { json: values.json === true, debug: false, folder }, terminal);
  }
  terminal.status('');
  if (values.json) {
    terminal.out(JSON.stringify({ ok: result.failed === 0, ...result, diagnostics: result.warnings }, undefined, 2));
  } else {
    await printFindings(result.warnings, folder, terminal);
    await printJobs(result.jobs, folder, terminal);
    if (!quiet) terminal.out(summary(result, (performance.now() - started) / 1000));
    if (values.timings) terminal.out(sumTable(result.stages));
  }
  if (values.timings) {
    const trace = await writeTrace(folder, spans);
    if (!values.json) terminal.out(trace);
  }
  return result.failed > 0 ? 1 : 0;
}

function optionsOf(folder: string, values: Record<string, unknown>, quiet: boolean, terminal: Terminal): BatchOptions {
  const over = (values.over as string[] | undefined)?.map(overOf);
  return {
    ...madeOptions(folder, values),
    ...(over && { over }),
    list: values.list as string | undefined,
    formats: formatsOf(values.format, ['html', 'pdf']),
    resume: values.resume === true,
    progress: quiet ? undefined : (state) => terminal.status(progressLine(state)),
  };
}

/** `city` is every value, `city=370100,370200` some. */
function overOf(word: string): OverRequest {
  const at = word.indexOf('=');
  if (at < 0) return { name: word };
  const values = word
    .slice(at + 1)
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  if (values.length === 0)
    throw new UsageError(`"--over ${word}" names no value`, 'write --over name, or --over name=a,b');
  return { name: word.slice(0, at), values };
}

/** `12/48  3.1 a second  12 s left  1 failed  profile-370200`. */
function progressLine({ done, of, rate, left, failed, job }: BatchProgress): string {
  return [
    `${done}/${of}`,
    `${rate.toFixed(1)} a second`,
    `${duration(left)} left`,
    failed > 0 && `${failed} failed`,
    job,
  ]
    .filter(Boolean)
    .join('  ');
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What was found in the jobs; jobs in which the same was found are told together. */
async function printJobs(jobs: readonly BatchJob[], folder: string, terminal: Terminal): Promise<void> {
  const groups = new Map<string, { jobs: BatchJob[]; diagnostics: Diagnostic[] }>();
  for (const job of jobs) {
    if (!job.diagnostics?.length) continue;
    const key = JSON.stringify([job.status, job.diagnostics]);
    const group = groups.get(key) ?? { jobs: [], diagnostics: job.diagnostics };
    group.jobs.push(job);
    groups.set(key, group);
  }
  for (const { jobs: alike, diagnostics } of groups.values()) {
    const names = alike.map(({ id }) => id);
    const shown = names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
    terminal.error(`${shown}: ${alike[0]?.status === 'failed' ? 'failed' : 'made, with warnings'}`);
    await printFindings(diagnostics, folder, terminal);
  }
}

function summary({ output, jobs, made, kept, failed }: BatchResult, seconds: number): string {
  const files = jobs.reduce((sum, job) => sum + job.files.length, 0);
  const counts = [`${made} made`, kept > 0 && `${kept} kept`, failed > 0 && `${failed} failed`]
    .filter(Boolean)
    .join(', ');
  const rate = made > 0 ? `, ${(made / seconds).toFixed(1)} a second` : '';
  return [output, `  ${counts}: ${files} files, index.html and batch.json`, `  in ${seconds.toFixed(1)} s${rate}`].join(
    '\n',
  );
}
