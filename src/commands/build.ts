import { UsageError } from '../base/diagnostic.ts';
import type { Terminal } from '../base/terminal.ts';
import { type BuildOptions, type BuildResult, build } from '../build.ts';
import { formatsOf } from './chosen.ts';
import { printFailure } from './failure.ts';
import { printFindings } from './findings.ts';
import { madeOptions } from './made-options.ts';
import { stageTable, writeTrace } from './timings.ts';

/** `jianbao build [folder]`. */
export async function buildCommand(
  positionals: string[],
  values: Record<string, unknown>,
  terminal: Terminal,
): Promise<number> {
  const started = performance.now();
  const [folder = '.', ...more] = positionals;
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one word too many`, 'usage: jianbao build [folder]');
  const quiet = values.quiet === true || values.json === true;
  let result: BuildResult;
  try {
    result = await build(optionsOf(folder, values, quiet, terminal));
  } catch (error) {
    return printFailure(error, { json: values.json === true, debug: false, folder }, terminal);
  }
  terminal.status('');
  if (values.json) terminal.out(JSON.stringify({ ok: true, ...result, diagnostics: result.warnings }, undefined, 2));
  else {
    await printFindings(result.warnings, folder, terminal);
    if (!quiet) terminal.out(summary(result, performance.now() - started));
  }
  if (values.timings) await tellTimings(result, folder, started, values.json === true, terminal);
  return 0;
}

function optionsOf(folder: string, values: Record<string, unknown>, quiet: boolean, terminal: Terminal): BuildOptions {
  return {
    ...madeOptions(folder, values),
    formats: formatsOf(values.format, ['html', 'pdf', 'share']),
    ...emitted(values.emit),
    progress: quiet
      ? undefined
      : ({ stage, item, done, of }) =>
          terminal.status([stage, done && `${done}/${of}`, item].filter(Boolean).join('  ')),
  };
}

function emitted(given: unknown): Pick<BuildOptions, 'emitReport' | 'emitPages'> {
  const words = (given as string[] | undefined)?.flatMap((word) => word.split(',')) ?? [];
  const wrong = words.find((word) => word !== 'report' && word !== 'pages');
  if (wrong !== undefined) throw new UsageError(`nothing called "${wrong}" can be emitted`, 'known: report, pages');
  return { emitReport: words.includes('report'), emitPages: words.includes('pages') };
}

/** One line a file, then the time: `output/x.pdf   412 KB   24 pages`. */
function summary({ output, files, unchanged }: BuildResult, milliseconds: number): string {
  const shown = files.filter((file) => file.path !== 'manifest.json');
  const width = Math.max(...shown.map((file) => file.path.length));
  const lines = shown.map(({ path, bytes, pages }) => {
    const size = `${Math.ceil(bytes / 1024)} KB`.padStart(8);
    return `  ${path.padEnd(width)}${size}${pages === undefined ? '' : `${String(pages).padStart(5)} pages`}`;
  });
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`;
  const end = unchanged ? `  nothing had changed: checked in ${seconds}` : `  made in ${seconds}`;
  return [`${output}`, ...lines, end].join('\n');
}

/** From the start of the process, so that what Node and loading took is seen too. As JSON the table is in the result. */
async function tellTimings(
  { stages }: BuildResult,
  folder: string,
  started: number,
  json: boolean,
  terminal: Terminal,
): Promise<void> {
  const spans = stages.map((span) => ({ ...span, start: span.start + started, end: span.end + started }));
  const all = [{ stage: 'start', start: 0, end: started }, ...spans];
  const trace = await writeTrace(folder, all);
  if (!json) terminal.out([stageTable(all), trace].join('\n'));
}
