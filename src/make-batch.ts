import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { noCache } from './base/byte-cache.ts';
import { countStages } from './base/count-stages.ts';
import { Diagnostics } from './base/diagnostic.ts';
import { digest } from './base/digest.ts';
import type { LanguageTag } from './base/language.ts';
import { nowOf } from './base/now.ts';
import { sourceDate } from './base/source-date.ts';
import { findingsOf } from './batch/failure.ts';
import { indexPage } from './batch/index-page.ts';
import { keptJobs, removeStale } from './batch/kept-jobs.ts';
import { type BatchJob, type BatchManifest, batchManifestName, readManifest } from './batch/manifest.ts';
import { planBatch } from './batch/plan.ts';
import { jobCounter } from './batch/progress.ts';
import type { BatchOptions, BatchResult } from './batch.ts';
import { generate, type Product, type Request } from './generate.ts';
import { fileOf, type ManifestFile } from './manifest.ts';
import type { Job } from './model/batch.ts';
import type { Briefing } from './model/briefing.ts';
import { releaseMark } from './model/release.ts';
import { clientScript } from './node/client-script.ts';
import { openCommonFonts } from './node/common-fonts.ts';
import { writeOutput } from './node/output.ts';
import { outputFolder } from './node/output-folder.ts';
import { ownPackage } from './node/package.ts';
import { launchBrowser } from './node/printer.ts';
import { openProjectCache } from './node/project-cache.ts';
import { recordWorld } from './node/recorded-world.ts';
import { openCharts, openPdfFinisher } from './node/threads.ts';
import { openWorld } from './node/world.ts';
import { type BrowserPool, openBrowserPool } from './print/browser-pool.ts';
import { finishPdf } from './print/pdf.ts';
import { readBriefing } from './read/briefing.ts';
import type { ChartDrawer } from './render/chart/pool.ts';
import { shareCharts } from './render/chart/share.ts';
import { type FontCuts, fontFacesOf } from './render/fonts/font-faces.ts';

/** The work of `batch`. */
export async function makeBatch(options: BatchOptions): Promise<BatchResult> {
  const tools = openTools(options);
  try {
    return await makeJobs(options, tools);
  } finally {
    await tools.close();
  }
}

/** What all jobs share: threads and a browser, which start while files are read where there is something to make. */
interface BatchTools {
  charts: ChartDrawer;
  /** Absent when nothing is to be printed. */
  finisher: ReturnType<typeof openPdfFinisher> | undefined;
  printer: BrowserPool;
  close(): Promise<void>;
}

function openTools({ formats = everyFormat, resume = false, browser, jobsPerBrowser }: BatchOptions): BatchTools {
  // Each thread loads and compiles for itself; one core is for this thread and the browser.
  const beside = Math.max(1, availableParallelism() - 1);
  const charts = openCharts({ threads: Math.min(4, beside), lazy: resume });
  const finisher = formats.includes('pdf') ? openPdfFinisher({ threads: Math.min(2, beside) }) : undefined;
  const printer = openBrowserPool({ open: (signal) => launchBrowser({ browser }, signal), jobs: jobsPerBrowser });
  if (finisher && !resume) printer.version().catch(() => {}); // Told when something is printed.
  return {
    charts,
    finisher,
    printer,
    close: async () => void (await Promise.all([charts.close(), finisher?.close(), printer.close()])),
  };
}

async function makeJobs(options: BatchOptions, { charts, finisher, printer }: BatchTools): Promise<BatchResult> {
  const folder = resolve(options.folder ?? '.');
  const output = await outputFolder(folder, options.output);
  const own = ownPackage();
  const world = recordWorld(openWorld(folder, own.themeFolder));
  const cache = await openProjectCache(folder, own);
  const common = await openCommonFonts(process.env);
  const stages = countStages(() => performance.now(), options.spans && mostSpans);
  const formats = options.formats ?? everyFormat;
  const diagnostics = new Diagnostics();
  const briefing = await readBriefing(world, diagnostics);
  const jobs = await planBatch(briefing, options, world, diagnostics);
  diagnostics.stopOnErrors(options.strict);

  const generator = `jianbao ${own.version}`;
  const languages = chosenLanguages(briefing, options.languages);
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

  finisher?.start();
  const cuts: FontCuts = { styles: new Map() };
  const done = new Map<Job, BatchJob>(kept);
  const waiting = jobs.filter((job) => !kept.has(job));
  const toll = jobCounter(waiting.length, options.progress);
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
  const files = (job: Job) => (done.get(job)?.files ?? []) as ManifestFile[];
  const shown = jobs.map((job) => ({ job, files: files(job) }));
  const index = await indexPage({ briefing, languages, jobs: shown, generator, cache, common, cuts });
  await removeStale(last, jobs, output);
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
          fontFaces: (found, alphabet) => fontFacesOf({ cache, common, diagnostics: found, alphabet, cuts }),
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

  /** Writes what is known so far, so that a batch that is broken off can be taken up again. */
  async function save(index?: Product): Promise<void> {
    const known = jobs.flatMap((job) => done.get(job) ?? []);
    const failed = known.filter(({ status }) => status === 'failed').length;
    const browser = printer.started() > 0 ? await printer.version() : last?.browser;
    const manifest: BatchManifest = {
      format: 'jianbao-batch/1',
      briefing: briefing.meta.id,
      languages,
      generator,
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
}

const everyFormat: NonNullable<BatchOptions['formats']> = ['html', 'pdf'];

/** Stages of a few hundred jobs: a tracing viewer opens them at once. */
const mostSpans = 20_000;

/** Milliseconds between two records of how far a batch is. */
const saveEvery = 2000;

/** Enough jobs at a time that no core waits, and no more: each holds its documents in memory. */
function atATime(): number {
  return Math.max(2, availableParallelism());
}

function chosenLanguages({ meta }: Briefing, wanted: LanguageTag[] | undefined): LanguageTag[] {
  return wanted ? meta.languages.filter((tag) => wanted.includes(tag)) : meta.languages;
}

function inFolder(product: Product, folder: string): Product {
  return folder === '' ? product : { ...product, path: `${folder}/${product.path}` };
}
