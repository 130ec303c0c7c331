import { resolve } from 'node:path';
import type { ByteCache } from './base/byte-cache.ts';
import { AuthorError, type Diagnostic, Diagnostics } from './base/diagnostic.ts';
import { nowOf } from './base/now.ts';
import { sourceDate } from './base/source-date.ts';
import { measureStages } from './base/stages.ts';
import type { World } from './base/world.ts';
import { checkedReport } from './built-report.ts';
import { type Generated, generate } from './generate.ts';
import { auditNumbers } from './localize/audit.ts';
import { wordChecklist } from './localize/checklist.ts';
import { localize } from './localize/edition.ts';
import type { Briefing } from './model/briefing.ts';
import { type Checklist, resultsOf } from './model/checklist.ts';
import type { ParameterValues } from './model/parameter.ts';
import { releaseMark } from './model/release.ts';
import type { Report } from './model/report.ts';
import { clientScript } from './node/client-script.ts';
import { openCommonFonts } from './node/common-fonts.ts';
import { ownPackage } from './node/package.ts';
import { openPrinter } from './node/printer.ts';
import { openProjectCache } from './node/project-cache.ts';
import { openCharts, openPdfFinisher } from './node/threads.ts';
import { openWorld } from './node/world.ts';
import { keepDrawings } from './render/chart/kept-drawings.ts';
import { fontFacesOf } from './render/fonts/font-faces.ts';
import { withPolicy } from './render/live/policy.ts';
import { fontMark } from './render/page/page.ts';
import { renderReleasePage } from './render/release-page.ts';

export interface ReleaseOptions {
  /** Folder with `briefing.yaml`; default: the current one. */
  folder?: string;
  /** Values of the briefing's parameters by name; those not given have their defaults. */
  parameters?: ParameterValues;
  /** Warnings block the release. */
  strict?: boolean;
  /** Path of the browser to print with. */
  browser?: string;
  /** ISO date and time that decides whether an embargo is over; default: `SOURCE_DATE_EPOCH`, else the clock. */
  now?: string;
}

export interface ReleaseResult {
  checklist: Checklist;
  /** The checklist as one HTML document; undefined when the briefing could not be read. */
  page?: string;
}

/**
 * Makes everything that a build makes, writes nothing, and lists what blocks the release, what deserves a look and what
 * passed, with the audit trail of every printed number. Throws BrowserError when nothing can print.
 */
export async function checkRelease(options: ReleaseOptions = {}): Promise<ReleaseResult> {
  const folder = resolve(options.folder ?? '.');
  const own = ownPackage();
  const now = nowOf(options.now, process.env, () => new Date());
  const world = openWorld(folder, own.themeFolder);
  const cache = await openProjectCache(folder, own);
  const common = await openCommonFonts(process.env);
  const run = await makeAll(options, now, { world, cache, common });
  const report = run.made?.report ?? run.checked?.report;
  const briefing = run.made?.briefing ?? run.checked?.briefing;
  const strict = options.strict ?? false;
  const found = [...run.found, ...(briefing ? releaseFindings(briefing) : [])];
  const editions = report ? report.briefing.languages.map((language) => localize(report, language)) : [];
  const rules = resultsOf(found, {
    strict,
    reached: (rule) => run.made !== undefined || (run.checked !== undefined && rule !== 'print' && rule !== 'files'),
    examined: report ? examined(report, run.made) : {},
  });
  const mark = report && releaseMark(report.briefing, now);
  const checklist: Checklist = {
    format: 'jianbao-release/1',
    ok: rules.every(({ state }) => state !== 'blocked' && state !== 'unchecked'),
    generator: `jianbao ${own.version}`,
    ...(report && { briefing: headOf(report) }),
    ...(mark && { mark }),
    rules,
    files: (run.made?.products ?? []).map(({ path, bytes, pages }) => ({
      path,
      bytes: bytes.length,
      ...(pages !== undefined && { pages }),
    })),
    audit: report ? auditNumbers(report, editions) : { numbers: [], literals: [] },
    sources: Object.fromEntries(editions.map(({ language, provenance }) => [language, provenance.sources])),
  };
  await cache.done();
  if (!report || !briefing) return { checklist };
  const worded = report.briefing.languages.map((language) => wordChecklist(checklist, report, language));
  const diagnostics = new Diagnostics();
  const page = await renderReleasePage({ checklist, worded, theme: briefing.theme }, diagnostics);
  const faces = await fontFacesOf({ cache, common, diagnostics })(page, 'woff2');
  diagnostics.stopOnErrors();
  return { checklist, page: withPolicy(page.replace(fontMark, () => faces)) };
}

interface Run {
  /** Present when everything could be made. */
  made?: Generated;
  /** Present when the data and the words at least hold together. */
  checked?: { briefing: Briefing; report: Report };
  found: Diagnostic[];
}

async function makeAll(
  { parameters, browser }: ReleaseOptions,
  now: string,
  { world, cache, common }: { world: World; cache: ByteCache; common: ByteCache | undefined },
): Promise<Run> {
  const { version } = ownPackage();
  const stages = measureStages(() => 0);
  const printer = await openPrinter({ browser }, cache);
  const charts = keepDrawings(openCharts({ lazy: true }), cache, { parameters });
  const finisher = openPdfFinisher();
  const request = { parameters, strict: false, emitReport: false, emitPages: false, version, now };
  try {
    const made = await generate(
      { ...request, formats: ['html', 'pdf'], date: sourceDate(process.env) },
      {
        world,
        stages,
        progress: () => {},
        cache,
        charts,
        finishPdf: finisher.finish,
        fontFaces: (diagnostics, alphabet) => fontFacesOf({ cache, common, diagnostics, alphabet }),
        clientScript,
        openPrinter: async () => printer,
      },
    );
    return { made, found: made.warnings };
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    const checked = await checkedReport(request, { world, stages }).catch((failure) => {
      if (failure instanceof AuthorError) return undefined;
      throw failure;
    });
    return { found: error.diagnostics, ...(checked && { checked }) };
  } finally {
    await Promise.all([charts.close(), finisher.close(), printer.close()]);
  }
}

/** What briefing.yaml itself says against a release. */
function releaseFindings({ meta, settings }: Briefing): Diagnostic[] {
  const diagnostics = new Diagnostics();
  if (meta.status === 'draft') {
    const place = settings?.at(['status']) ?? meta.place;
    const hint = 'say "status: final" once it is approved';
    diagnostics.under('release').error('release-draft', 'the briefing is marked as a draft', place, hint);
  }
  return diagnostics.list;
}

function examined(report: Report, made: Generated | undefined) {
  const count = (record: object) => Object.keys(record).length;
  const blocks = report.sections.flatMap(({ bodies }) => Object.values(bodies)[0] ?? []).length;
  return {
    data: { tables: count(report.tables), facts: count(report.facts), sources: count(report.sources) },
    numbers: { sections: report.sections.length, charts: count(report.charts) },
    languages: { blocks, terms: count(report.terms) },
    directions: { facts: count(report.facts) },
    ...(made && {
      files: { files: made.products.length },
      print: {
        files: made.products.length,
        pages: made.products.reduce((sum, { pages = 0 }) => sum + pages, 0),
      },
    }),
  };
}

function headOf({ briefing }: Report): NonNullable<Checklist['briefing']> {
  const { id, title, edition, languages } = briefing;
  return { id, title, edition: { period: edition.period, date: edition.date }, languages };
}
