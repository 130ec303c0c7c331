import { resolve } from 'node:path';
import type { Diagnostic } from './base/diagnostic.ts';
import type { LanguageTag } from './base/language.ts';
import { nowOf } from './base/now.ts';
import { sourceDate } from './base/source-date.ts';
import { measureStages, type StageSpan } from './base/stages.ts';
import type { Progress } from './base/world.ts';
import type { Format, Product } from './generate.ts';
import { compareWithLast } from './last-build.ts';
import { loadMaking } from './load-making.ts';
import type { ParameterValues } from './model/parameter.ts';
import { outputFolder } from './node/output-folder.ts';
import { ownPackage } from './node/package.ts';
import { openPrinter } from './node/printer.ts';
import { openProjectCache } from './node/project-cache.ts';
import { recordWorld } from './node/recorded-world.ts';
import { openWorld } from './node/world.ts';

export interface BuildOptions {
  /** Folder with `briefing.yaml`; default: the current one. */
  folder?: string;
  /** Where the files go; default: `output` inside the folder. */
  output?: string;
  /** Only these of the briefing's languages; default: all. */
  languages?: LanguageTag[];
  /** Values of the briefing's parameters by name; those not given have their defaults. */
  parameters?: ParameterValues;
  /** Default: all of them. */
  formats?: Format[];
  /** Treat warnings as errors. */
  strict?: boolean;
  /** Path of the browser to print with. */
  browser?: string;
  /** Also write `report.json`, the document before it has words. */
  emitReport?: boolean;
  /** Also write `<name>.print.html`, the page that each PDF is printed from. */
  emitPages?: boolean;
  /**
   * ISO date and time with its offset that decides whether an embargo is over; default: `SOURCE_DATE_EPOCH`, else the
   * clock.
   */
  now?: string;
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
  /** True when nothing had changed since the last build: nothing was made, and what stands there was checked. */
  unchanged?: true;
}

/**
 * Makes the briefing in a folder: HTML, PDFs and manifest.json, all or nothing. What was made before from the same is
 * taken from the project's cache. Throws AuthorError with every mistake in the author's files, BrowserError when nothing
 * can print; the last good output then stays as it was.
 */
export async function build(options: BuildOptions = {}): Promise<BuildResult> {
  const stages = measureStages(() => performance.now());
  const folder = resolve(options.folder ?? '.');
  const own = ownPackage();
  const cache = await openProjectCache(folder, own);
  const world = recordWorld(openWorld(folder, own.themeFolder));
  const settings = {
    output: await outputFolder(folder, options.output),
    languages: options.languages,
    parameters: options.parameters,
    formats: options.formats ?? (['html', 'pdf', 'share'] satisfies Format[] as Format[]),
    strict: options.strict ?? false,
    emitReport: options.emitReport ?? false,
    emitPages: options.emitPages ?? false,
    version: own.version,
    date: sourceDate(process.env),
  };
  const now = nowOf(options.now, process.env, () => new Date());
  const prints = settings.formats.some((format) => format !== 'html');
  let loaded: ReturnType<typeof loadMaking> | undefined;
  const load = () => {
    loaded ??= stages.time('import', loadMaking);
    return loaded;
  };
  const printer = prints ? await openPrinter(options, cache, async () => (await load()).exports) : undefined;
  try {
    const browser = async () => printer?.version() ?? '';
    const compare = () => compareWithLast(cache, settings, { world, browser, moment: now });
    const { unchanged, isEdited } = await stages.time('compare', compare);
    if (unchanged) return { ...unchanged, stages: stages.spans };
    const making = await load();
    const { progress = () => {} } = options;
    const made = await making.exports.makeBriefing(settings, {
      world,
      cache,
      printer,
      now,
      isEdited,
      stages,
      progress,
    });
    // A run that printed has called most of what any run calls.
    if (stages.spans.some(({ stage }) => stage === 'print')) making.keep();
    return made;
  } finally {
    await printer?.close();
  }
}
