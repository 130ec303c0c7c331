import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { noCache } from './base/byte-cache.ts';
import { countStages } from './base/count-stages.ts';
import { AuthorError, BrowserError, type Diagnostic, Diagnostics, UsageError } from './base/diagnostic.ts';
import type { LanguageTag } from './base/language.ts';
import { nowOf } from './base/now.ts';
import { sourceDate } from './base/source-date.ts';
import type { StageSpan } from './base/stages.ts';
import type { World } from './base/world.ts';
import { type BatchJob, type BatchManifest, batchManifestName } from './batch-manifest.ts';
import { planJobs, stemOf } from './build/plan-jobs.ts';
import { generate, type Product, type Request } from './generate.ts';
import { wordIndex } from './localize/batch-index.ts';
import { fileOf, type ManifestFile } from './manifest.ts';
import type { Job, OverRequest } from './model/batch.ts';
import type { Briefing } from './model/briefing.ts';
import type { ParameterValues } from './model/parameter.ts';
import { releaseMark } from './model/release.ts';
import { clientScript } from './node/client-script.ts';
import { writeOutput } from './node/output.ts';
import { ownPackage } from './node/package.ts';
import { launchBrowser } from './node/printer.ts';
import { openProjectCache } from './node/project-cache.ts';
import { recordWorld, sameInputs } from './node/recorded-world.ts';
import { openCharts, openPdfFinisher } from './node/threads.ts';
import { openWorld } from './node/world.ts';
import { openBrowserPool } from './print/browser-pool.ts';
import { finishPdf } from './print/pdf.ts';
import { readBriefing } from './read/briefing.ts';
import { readBytes } from './read/file.ts';
import { readJobList } from './read/job-list.ts';
import { renderBatchPage } from './render/batch-page.ts';
import { shareCharts } from './render/chart/share.ts';
import { type FontCuts, fontFacesOf } from './render/fonts/font-faces.ts';
import { withPolicy } from './render/live/policy.ts';
import { fontMark } from './render/page.ts';

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

/** How far a batch is. */
export interface BatchProgress {
  of: number;
  /** Made or failed; those kept from the last batch are not counted. */
  done: number;
  failed: number;
  /** Jobs a second so far. */
  rate: number;
  /** Seconds that the others will take at that rate. */
  left: number;
  /** The job that was done last. */
  job: string;
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
  const folder = resolve(options.folder ?? '.');
  const output = resolve(options.output ?? join(folder, 'output'));
  const own = ownPackage();
  const world = recordWorld(openWorld(folder, own.themeFolder));
  const cache = await openProjectCache(folder, own);
  const stages = countStages(() => performance.now(), options.spans && mostSpans);
  const formats = options.formats ?? ['html', 'pdf'];
  const diagnostics = new Diagnostics();
  const briefing = await readBriefing(world, diagnostics);
  const jobs = await plan(briefing, options, world, diagnostics);
  diagnostics.stopOnErrors(options.strict);

  const script = await clientScript('client');
  const request: Request = {
    languages: options.languages,
    formats,
    strict: options.strict ?? false,
    emitReport: false,
    emitPages: options.emitPages ?? false,
    version: own.version,
    date: sourceDate(process.env),
  };
  const now = nowOf(options.now, process.env, () => new Date());
  const mark = releaseMark(briefing.meta, now);
  const settings = digest(JSON.stringify([request, script, options.browser ?? '', mark]));
  const last = await readManifest(output);
  const kept =
    options.resume && last ? await keptJobs(jobs, { last, settings, output, world }) : new Map<Job, BatchJob>();

  const charts = openCharts({ threads: Math.max(1, Math.min(4, availableParallelism() - 1)) });
  const finisher = formats.includes('pdf') ? openPdfFinisher() : undefined;
  const printer = openBrowserPool({
    open: () => launchBrowser({ browser: options.browser }),
    jobs: options.jobsPerBrowser,
  });
  const cuts: FontCuts = { styles: new Map() };
  const done = new Map<Job, BatchJob>(kept);
  try {
    const waiting = jobs.filter((job) => !kept.has(job));
    if (finisher && waiting.length > 0) printer.version().catch(() => {}); // Launched while the first job is built.
    const toll = counter(waiting.length, options.progress);
    const queue = waiting.values();
    let saved = performance.now();
    await Promise.all(
      Array.from({ length: Math.min(atATime(), waiting.length) }, async () => {
        for (const job of queue) {
          const made = await make(job);
          done.set(job, made);
          toll(job.id, made.status === 'failed');
          if (performance.now() - saved < saveEvery) continue;
          saved = performance.now();
          await save();
        }
      }),
    );
    options.spans?.push(...stages.spans);
    const index = await indexPage();
    await removeStale();
    await save(index);
    await cache.done();
    const results = jobs.map((job) => done.get(job)).filter((job) => job !== undefined);
    const failed = results.filter(({ status }) => status === 'failed').length;
    return {
      output,
      jobs: results,
      made: results.length - failed - kept.size,
      kept: kept.size,
      failed,
      warnings: diagnostics.list,
      stages: [...stages.sums].map(([stage, sum]) => ({ stage, ...sum })),
      browsers: printer.started(),
    };
  } finally {
    await Promise.all([charts.close(), finisher?.close(), printer.close()]);
  }

  async function make(job: Job): Promise<BatchJob> {
    const entry = { id: job.id, parameters: job.values, title: job.title };
    try {
      const made = await generate(
        { ...request, now, parameters: job.values },
        {
          world,
          stages,
          read: async () => briefing,
          progress: () => {},
          charts: shareCharts(charts),
          finishPdf: finisher?.finish ?? finishPdf,
          cache: noCache,
          fontFaces: (found, alphabet) => fontFacesOf({ cache, diagnostics: found, alphabet, cuts }),
          clientScript,
          openPrinter: async () => printer,
        },
      );
      const products = made.products.map((product) => inFolder(product, job.folder));
      await stages.time('write', () => writeOutput(output, products));
      const { warnings } = made;
      return {
        ...entry,
        status: 'made',
        files: products.map(fileOf),
        ...(warnings.length > 0 && { diagnostics: warnings }),
      };
    } catch (error) {
      return { ...entry, status: 'failed', files: [], diagnostics: findingsOf(error) };
    }
  }

  async function indexPage(): Promise<Product> {
    const meta = { ...briefing.meta, languages: chosenLanguages(briefing, options.languages) };
    const entries = jobs.map((job) => ({ title: job.title, files: (done.get(job)?.files ?? []) as ManifestFile[] }));
    const vocabulary = { units: Object.fromEntries(briefing.data.units), messages: briefing.theme.messages };
    const shown = entries.map(({ title, files }) => ({ title, files: files.flatMap(shownFile) }));
    const indexes = meta.languages.map((language) => wordIndex(meta, shown, vocabulary, language));
    const found = new Diagnostics();
    const generator = `jianbao ${own.version}`;
    const page = await renderBatchPage({ indexes, theme: briefing.theme, generator }, found);
    const faces = await fontFacesOf({ cache, diagnostics: found, cuts })(page, 'woff2');
    found.stopOnErrors();
    const bytes = new TextEncoder().encode(withPolicy(page.replace(fontMark, () => faces)));
    const title = indexes.map((index) => index.title).join(' | ');
    return { path: 'index.html', format: 'html', languages: meta.languages, bytes, title };
  }

  /** Writes what is known so far, so that a batch that is broken off can be taken up again. */
  async function save(index?: Product): Promise<void> {
    const known = jobs.flatMap((job) => done.get(job) ?? []);
    const failed = known.filter(({ status }) => status === 'failed').length;
    const browser = printer.started() > 0 ? await printer.version() : last?.browser;
    const manifest: BatchManifest = {
      format: 'jianbao-batch/1',
      briefing: briefing.meta.id,
      languages: chosenLanguages(briefing, options.languages),
      generator: `jianbao ${own.version}`,
      ...(browser && { browser }),
      made: known.length - failed,
      failed,
      settings,
      inputs: world.inputs(),
      files: index ? [fileOf(index)] : (last?.files ?? []),
      jobs: known,
    };
    const bytes = new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`);
    await writeOutput(output, [...(index ? [index] : []), { path: batchManifestName, bytes }]);
  }

  /** Files of the last batch that no job of this one makes. */
  async function removeStale(): Promise<void> {
    const stems = new Set(jobs.map(stemOf));
    for (const file of last?.jobs.flatMap(({ files }) => files) ?? []) {
      const path = resolve(output, file.path);
      if (!stems.has(file.path.replace(/(\.[^/]*?)?\.(html|pdf)$/, '')) && path.startsWith(output + sep)) {
        await rm(path, { force: true }).catch(() => {});
      }
    }
  }
}

/** Stages of a few hundred jobs: a tracing viewer opens them at once. */
const mostSpans = 20_000;

/** Milliseconds between two records of how far a batch is. */
const saveEvery = 2000;

/** Enough jobs at a time that no core waits, and no more: each holds its documents in memory. */
function atATime(): number {
  return availableParallelism() + 1;
}

async function plan(briefing: Briefing, options: BatchOptions, world: World, diagnostics: Diagnostics): Promise<Job[]> {
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

/** The jobs of the last batch that are still as they would be made now. */
async function keptJobs(
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
    if (isInPlace && (await Promise.all(before.files.map((file) => isWhole(output, file)))).every(Boolean))
      kept.set(job, before);
  }
  return kept;
}

async function isWhole(output: string, { path, sha256 }: ManifestFile): Promise<boolean> {
  const bytes = await readFile(join(output, path)).catch(() => undefined);
  return bytes !== undefined && digest(bytes) === sha256;
}

async function readManifest(output: string): Promise<BatchManifest | undefined> {
  try {
    const written = JSON.parse(await readFile(join(output, batchManifestName), 'utf8')) as BatchManifest;
    return written.format === 'jianbao-batch/1' && Array.isArray(written.jobs) ? written : undefined;
  } catch {
    return undefined;
  }
}

/** What a failed job is told by. Throws again what would fail every job. */
function findingsOf(error: unknown): Diagnostic[] {
  if (error instanceof AuthorError) {
    if (error.diagnostics.some(({ code }) => code === 'disk-full' || code === 'output-unwritable')) throw error;
    return error.diagnostics;
  }
  if (error instanceof BrowserError) {
    if (!/^(browser-failed$|page-)/.test(error.code)) throw error;
    return [{ severity: 'error', code: error.code, message: error.message, hints: error.hints }];
  }
  throw error;
}

function counter(of: number, progress: BatchOptions['progress']): (job: string, failed: boolean) => void {
  const start = performance.now();
  let [done, failures] = [0, 0];
  return (job, failed) => {
    done += 1;
    if (failed) failures += 1;
    const rate = (done / (performance.now() - start)) * 1000;
    progress?.({ of, done, failed: failures, rate, left: (of - done) / rate, job });
  };
}

function chosenLanguages({ meta }: Briefing, wanted: LanguageTag[] | undefined): LanguageTag[] {
  return wanted ? meta.languages.filter((tag) => wanted.includes(tag)) : meta.languages;
}

function inFolder(product: Product, folder: string): Product {
  return folder === '' ? product : { ...product, path: `${folder}/${product.path}` };
}

function shownFile({ path, format, languages }: ManifestFile) {
  const isShown = (format === 'html' || format === 'pdf') && !path.endsWith('.print.html');
  return isShown ? [{ path, format, languages }] : [];
}

function digest(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
