import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { type Diagnostic, UsageError } from './base/diagnostic.ts';
import type { LanguageTag } from './base/language.ts';
import { measureStages, type StageSpan } from './base/stages.ts';
import { timeLimit } from './base/time-limit.ts';
import type { Printer, Progress } from './base/world.ts';
import { type Generated, generate, type Product } from './generate.ts';
import { manifestOf } from './manifest.ts';
import type { ParameterValues } from './model/parameter.ts';
import { clientScript } from './node/client-script.ts';
import { openFontCache } from './node/font-cache.ts';
import { writeOutput } from './node/output.ts';
import { ownPackage } from './node/package.ts';
import { openCharts, openPdfFinisher } from './node/threads.ts';
import { openWorld } from './node/world.ts';
import type { Browser } from './print/browser.ts';
import { finishPdf } from './print/pdf.ts';
import { fontFacesOf } from './render/fonts/font-faces.ts';

export interface BuildOptions {
  /** Folder with `briefing.yaml`; default: the current one. */
  folder?: string;
  /** Where the files go; default: `output` inside the folder. */
  output?: string;
  /** Only these of the briefing's languages; default: all. */
  languages?: LanguageTag[];
  /** Values of the briefing's parameters by name; those not given have their defaults. */
  parameters?: ParameterValues;
  /** Default: html and pdf. */
  formats?: ('html' | 'pdf')[];
  /** Treat warnings as errors. */
  strict?: boolean;
  /** Path of the browser to print with. */
  browser?: string;
  /** Also write `report.json`, the document before it has words. */
  emitReport?: boolean;
  /** Also write `<name>.print.html`, the page that each PDF is printed from. */
  emitPages?: boolean;
  progress?: Progress;
}

export interface BuildResult {
  /** Folder that was written to. */
  output: string;
  /** What was written, without its bytes. */
  files: (Omit<Product, 'bytes'> & { bytes: number })[];
  warnings: Diagnostic[];
  /** When each stage began and ended, in milliseconds from the start. */
  stages: StageSpan[];
}

/**
 * Makes the briefing in a folder: HTML, PDFs and manifest.json, all or nothing. Throws AuthorError with every mistake in
 * the author's files, BrowserError when nothing can print; the last good output then stays as it was.
 */
export async function build(options: BuildOptions = {}): Promise<BuildResult> {
  const folder = resolve(options.folder ?? '.');
  const output = resolve(options.output ?? join(folder, 'output'));
  const own = ownPackage();
  const stages = measureStages(() => performance.now());
  const charts = openCharts();
  const finisher = options.formats?.includes('pdf') === false ? undefined : openPdfFinisher();
  let browser: Promise<Browser> | undefined;
  try {
    const generated = await generate(
      {
        languages: options.languages,
        parameters: options.parameters,
        formats: options.formats ?? ['html', 'pdf'],
        strict: options.strict ?? false,
        emitReport: options.emitReport ?? false,
        emitPages: options.emitPages ?? false,
        version: own.version,
        date: dateOf(process.env.SOURCE_DATE_EPOCH),
      },
      {
        world: openWorld(folder, own.themeFolder),
        stages,
        progress: options.progress ?? (() => {}),
        charts,
        finishPdf: finisher?.finish ?? finishPdf,
        fontFaces: (diagnostics, alphabet) =>
          fontFacesOf({ cache: openFontCache(folder, process.env), diagnostics, alphabet }),
        clientScript,
        openPrinter: async (): Promise<Printer> => {
          browser = launch(options);
          return browser;
        },
      },
    );
    const files = withManifest(generated, own.version);
    await stages.time('write', () => writeOutput(output, files));
    return {
      output,
      files: files.map(({ bytes, ...file }) => ({ ...file, bytes: bytes.byteLength })),
      warnings: generated.warnings,
      stages: stages.spans,
    };
  } finally {
    await Promise.all([charts.close(), finisher?.close(), browser?.then((opened) => opened.close()).catch(() => {})]);
  }
}

/** `SOURCE_DATE_EPOCH` (https://reproducible-builds.org/specs/source-date-epoch/): seconds since 1970. */
export function dateOf(epoch: string | undefined): string | undefined {
  if (epoch === undefined || epoch === '') return undefined;
  const date = new Date(Number(epoch) * 1000);
  if (/^\d+$/.test(epoch) && !Number.isNaN(date.getTime())) return date.toISOString();
  throw new UsageError(`SOURCE_DATE_EPOCH is "${epoch}", not a number of seconds since 1970`);
}

/** Finds the browser and launches it, with its pages. */
export async function launch(options: Pick<BuildOptions, 'browser' | 'progress'>): Promise<Browser> {
  const [{ findBrowser }, { openBrowser }] = await Promise.all([
    import('./print/find-browser.ts'),
    import('./print/browser.ts'),
  ]);
  const settings = { ...(options.browser !== undefined && { browser: options.browser }), env: process.env };
  const found = await findBrowser(settings, options.progress);
  const limit = timeLimit(process.env);
  return openBrowser(found, { env: process.env, pages: Math.min(3, availableParallelism()), limit });
}

function withManifest(generated: Generated, version: string): Product[] {
  const bytes = new TextEncoder().encode(`${JSON.stringify(manifestOf(generated, version), undefined, 2)}\n`);
  const { languages } = generated.report.briefing;
  return [...generated.products, { path: 'manifest.json', format: 'json', languages, bytes, title: 'Manifest' }];
}
