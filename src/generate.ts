import type { ByteCache } from './base/byte-cache.ts';
import { type Diagnostic, Diagnostics, UsageError } from './base/diagnostic.ts';
import type { LanguageTag } from './base/language.ts';
import type { Stages } from './base/stages.ts';
import type { Printer, Progress, World } from './base/world.ts';
import { buildReport } from './build/report.ts';
import { checkReport } from './check/check.ts';
import { localizeChart } from './localize/chart.ts';
import { localize } from './localize/edition.ts';
import { figureData } from './localize/figure-csv.ts';
import { wordMark } from './localize/release-mark.ts';
import type { Briefing } from './model/briefing.ts';
import type { Drawing } from './model/chart.ts';
import type { Edition } from './model/edition.ts';
import type { FigureData } from './model/figure-data.ts';
import type { ParameterValues } from './model/parameter.ts';
import { type ReleaseMark, releaseMark, type WordedMark } from './model/release.ts';
import type { DocumentKind, Report } from './model/report.ts';
import { keptPdf } from './print/kept-pdf.ts';
import type { FinishPdf, PdfFacts } from './print/pdf.ts';
import { printDocument } from './print/print-document.ts';
import { readBriefing } from './read/briefing.ts';
import { ChartError } from './render/chart/error.ts';
import type { ChartDrawer } from './render/chart/pool.ts';
import { dataPackageZip } from './render/data-package-zip.ts';
import { alphabetOf } from './render/fonts/alphabet.ts';
import type { FontFaces } from './render/fonts/font-faces.ts';
import { liveCharts, packed, type Runtime, runtimeFor } from './render/live/pack.ts';
import { withPolicy } from './render/live/policy.ts';
import { type ChartPictures, type FilesBeside, fontMark, renderPage } from './render/page.ts';
import { sharePaths, shareSet } from './share-set.ts';
import { checkWeights } from './weights.ts';

/** A file that a run made, before it is written. */
export interface Product {
  /** Relative to the output folder. */
  path: string;
  format: 'html' | 'pdf' | 'json' | 'png' | 'zip';
  languages: LanguageTag[];
  bytes: Uint8Array;
  title: string;
  pages?: number;
  /** Pixels of a picture. */
  width?: number;
  height?: number;
}

/** What a run can make: the page, PDFs, and what people pass on (`shareSet`). */
export type Format = 'html' | 'pdf' | 'share';

export interface Request {
  languages?: LanguageTag[];
  /** Values of the briefing's parameters; those not given have their defaults. */
  parameters?: ParameterValues;
  formats: readonly Format[];
  /** Warnings stop the run as errors do. */
  strict: boolean;
  emitReport: boolean;
  /** Also hand out the page that each PDF is printed from. */
  emitPages: boolean;
  /** Release of jianbao, such as `0.1.0`. */
  version: string;
  /** ISO date and time that documents carry instead of the edition's date. */
  date?: string;
  /** ISO date and time of the run: decides whether an embargo is over. Without it none is. */
  now?: string;
}

/** What a run works with; everything that touches the machine comes in through here. */
export interface Tools {
  world: World;
  /** Gives the briefing where it has been read already; what is to be said about it goes into the diagnostics. */
  read?(diagnostics: Diagnostics): Promise<Briefing>;
  /** Looks for what the data do not say, and for where languages part; default: the whole check at once. */
  check?(briefing: Briefing, report: Report, diagnostics: Diagnostics): void;
  stages: Stages;
  progress: Progress;
  charts: ChartDrawer;
  /** `@font-face` rules for the characters of a document and those of an alphabet. */
  fontFaces(diagnostics: Diagnostics, alphabet: string): FontFaces;
  /** Opened while charts are drawn, when there is something to print. */
  openPrinter(): Promise<Printer>;
  finishPdf: FinishPdf;
  /** Where finished PDFs are kept from run to run. */
  cache: ByteCache;
  /** A script that pages carry, see `node/client-script.ts`; empty for none. */
  clientScript(name: 'early' | 'client' | 'figure-page' | Runtime): Promise<string>;
}

export interface Generated {
  briefing: Briefing;
  report: Report;
  products: Product[];
  /** Product and version of the browser that printed, when one did. */
  browser?: string;
  /** What every output says of itself while the briefing may not be published. */
  mark?: ReleaseMark;
  warnings: Diagnostic[];
}

/** Widths of drawings in CSS pixels: the text of an A4 page, and a phone. */
const wide = 628;
const narrow = 328;

/** folder → Briefing → Report → Editions → HTML → PDF. Throws AuthorError with all that is wrong. */
export async function generate(request: Request, tools: Tools): Promise<Generated> {
  const { stages, progress } = tools;
  const printer = request.formats.some((format) => format !== 'html')
    ? stages.time('launch', tools.openPrinter)
    : undefined;
  printer?.catch(() => {}); // Told when it is awaited: an author's mistake comes first.

  const { briefing, report, diagnostics } = await checkedReport(request, tools);
  tools.charts.set({ config: briefing.theme.chartConfig, units: report.units, messages: report.messages });
  const fontFaces = tools.fontFaces(diagnostics, alphabetOf(briefing));
  const editions = await stages.time('words', async () =>
    report.briefing.languages.map((language) => localize(report, language)),
  );
  const documents = documentsOf(report, request);
  const mark = releaseMark(report.briefing, request.now);
  const sharesFrom = documents.find(({ format }) => format === 'html') ?? pageOnly(report);
  const isShared = shares(report, request);
  const drawn = isShared && !documents.includes(sharesFrom) ? [...documents, sharesFrom] : documents;
  const drawings = drawAll(report, longestFirst(drawn), tools, diagnostics);
  const attachment = request.formats.includes('pdf')
    ? dataPackageZip({ ...briefing, meta: report.briefing })
    : undefined;

  // Fonts are cut for the largest document first and serve the others, whichever is laid out first.
  const [largest, ...others] = longestFirst(documents);
  const pages = new Map<Document, Promise<string>>();
  if (largest) pages.set(largest, pageOf(largest));
  for (const document of others) pages.set(document, pageOf(document, largest && pages.get(largest)));
  for (const page of pages.values()) page.catch(() => {}); // Told when it is awaited.

  const shared = isShared ? share() : undefined;
  shared?.catch(() => {}); // Told when it is awaited.
  const made = await Promise.all(
    documents.map(async (document) => {
      const chosen = editionsOf(document);
      const html = (await pages.get(document)) ?? '';
      diagnostics.stopOnErrors(request.strict);
      if (document.format === 'html') return [product(document, chosen, new TextEncoder().encode(html))];
      const printed = await print(document, chosen, html);
      return request.emitPages ? [printed, printPage(document, chosen, html)] : [printed];
    }),
  );
  const products = [...made.flat(), ...((await shared) ?? [])];
  checkWeights(briefing, products, diagnostics);
  diagnostics.stopOnErrors(request.strict);
  if (request.emitReport) products.push(reportProduct(report));
  const browser = await (await printer)?.version();
  return { briefing, report, products, ...(browser && { browser }), ...(mark && { mark }), warnings: diagnostics.list };

  function editionsOf(document: Document): Edition[] {
    return editions.filter((edition) => document.languages.includes(edition.language));
  }

  /** Begun once the page's fonts are there, which serve it too. */
  async function share(): Promise<Product[]> {
    const pictures = await drawings(sharesFrom);
    await pages.get(sharesFrom);
    diagnostics.stopOnErrors(request.strict);
    if (!printer) throw new Error('nothing takes pictures');
    const generator = `jianbao ${request.version}`;
    const script = await tools.clientScript('figure-page');
    const charts = placedCharts(report);
    const given = { briefing, report, editions, charts, pictures, generator, script, printer, fontFaces };
    const marked = mark && { mark: (own: LanguageTag[]) => markWords(mark, report, own) };
    return shareSet({ ...given, ...marked, stages, progress, diagnostics });
  }

  async function pageOf(document: Document, before?: Promise<unknown>): Promise<string> {
    const pictures = await drawings(document);
    const generator = `jianbao ${request.version}`;
    const medium = document.format === 'html' ? 'screen' : 'print';
    const script = medium === 'screen' ? await tools.clientScript('client') : undefined;
    const early = medium === 'screen' ? await tools.clientScript('early') : undefined;
    const onScreen = medium === 'screen' && { figureData: figureDataOf(report), beside: filesBeside(report, request) };
    const editions = editionsOf(document);
    const marked = mark && { mark: markWords(mark, report, document.languages) };
    const needed = medium === 'screen' ? runtimeFor(pictures) : undefined;
    const runtime = needed && (await tools.clientScript(needed));
    const live = runtime && {
      runtime: packed(runtime),
      charts: packed(JSON.stringify(liveCharts(pictures, report, briefing.theme.chartConfig))),
    };
    const page = await stages.time('page', () =>
      renderPage(
        {
          report,
          editions,
          theme: briefing.theme,
          pictures,
          medium,
          generator,
          script,
          early,
          ...onScreen,
          ...(live && { live }),
          ...marked,
        },
        diagnostics,
      ),
    );
    await before;
    const faces = await stages.time('fonts', () => fontFaces(page, medium === 'screen' ? 'woff2' : 'truetype'));
    const whole = page.replace(fontMark, () => faces);
    return medium === 'screen' ? withPolicy(whole, runtime ? [runtime] : []) : whole;
  }

  async function print(document: Document, chosen: Edition[], html: string): Promise<Product> {
    const [first] = chosen;
    if (!printer || !first || !attachment) throw new Error('nothing to print');
    const opened = await printer;
    progress({ stage: 'print', item: document.path });
    const facts: PdfFacts = {
      editions: chosen,
      date: request.date ?? report.briefing.edition.date,
      generator: `jianbao ${request.version}`,
      attachments: [{ ...(await attachment), description: first.messages['print.attachment'] }],
    };
    const input = { browser: await opened.version(), html, facts };
    const finished = await keptPdf(tools.cache, input, () =>
      stages.time('print', () => printDocument(opened, html, { name: document.path }, facts, tools.finishPdf)),
    );
    for (const finding of finished.findings)
      diagnostics.list.push({ ...finding, rule: 'print', message: `${document.path}: ${finding.message}` });
    return { ...product(document, chosen, finished.bytes), pages: finished.pages };
  }
}

/** Most characters of a drawing's dataflow in a page; packed they take about a tenth. */
const mostLive = 500_000;

/** Stands in for a chart that could not be drawn, until all of a run's errors are known. */
const undrawn: Drawing = { svg: '', width: 0, height: 0, warnings: [] };

/** Reads and builds; stops when anything is wrong. */
export async function checkedReport(
  request: Pick<Request, 'languages' | 'parameters' | 'strict' | 'version'>,
  { world, stages, read: readAlready, check = checkReport }: Pick<Tools, 'world' | 'stages' | 'read' | 'check'>,
): Promise<{ briefing: Briefing; report: Report; diagnostics: Diagnostics }> {
  const diagnostics = new Diagnostics();
  const read = await stages.time('read', () =>
    readAlready ? readAlready(diagnostics) : readBriefing(world, diagnostics),
  );
  const briefing = withLanguages(read, request.languages);
  const report = await stages.time('build', () =>
    buildReport(briefing, diagnostics, { folder: world.briefing, given: request.parameters }),
  );
  if (!diagnostics.hasErrors) await stages.time('check', async () => check(briefing, report, diagnostics));
  diagnostics.stopOnErrors(request.strict);
  return { briefing, report, diagnostics };
}

/** The briefing in some of its languages, in its own order. */
function withLanguages(briefing: Briefing, wanted: LanguageTag[] | undefined): Briefing {
  if (!wanted) return briefing;
  const { languages } = briefing.meta;
  const unknown = wanted.find((tag) => !languages.includes(tag));
  if (unknown !== undefined)
    throw new UsageError(`the briefing is not written in "${unknown}"`, `its languages: ${languages.join(', ')}`);
  return { ...briefing, meta: { ...briefing.meta, languages: languages.filter((tag) => wanted.includes(tag)) } };
}

/** The mark in all languages of the briefing, those of the document first. */
function markWords(mark: ReleaseMark, report: Report, own: LanguageTag[]): WordedMark[] {
  const languages = [...own, ...report.briefing.languages.filter((tag) => !own.includes(tag))];
  return wordMark(mark, languages, report);
}

/** One file to make. */
interface Document {
  path: string;
  format: 'html' | 'pdf';
  languages: LanguageTag[];
}

/** One HTML page in all languages; a PDF in each language, and one in all of them side by side. */
function documentsOf({ briefing }: Report, { formats }: Request): Document[] {
  const { id, languages, documents = everyKind } = briefing;
  const single = documents.includes('pdf') ? languages.map((tag) => [tag]) : [];
  const several = documents.includes('bilingual-pdf') && languages.length > 1 ? [languages] : [];
  const pdfs = [...single, ...several].map(
    (set): Document => ({ path: `${id}.${set.join('+')}.pdf`, format: 'pdf', languages: set }),
  );
  return [
    ...(formats.includes('pdf') ? pdfs : []),
    ...(formats.includes('html') && documents.includes('html') ? [pageOnly({ briefing })] : []),
  ];
}

function pageOnly({ briefing: { id, languages } }: Pick<Report, 'briefing'>): Document {
  return { path: `${id}.html`, format: 'html', languages };
}

/** Whether a run makes what people pass on. */
function shares({ briefing: { documents = everyKind } }: Report, { formats }: Request): boolean {
  return formats.includes('share') && documents.includes('share');
}

const everyKind: DocumentKind[] = ['html', 'pdf', 'bilingual-pdf', 'share'];

/** The data of every chart in the text that names any. */
function figureDataOf(report: Report): Map<string, FigureData> {
  return new Map(
    placedCharts(report).flatMap((id) => {
      const chart = report.charts[id];
      const data = chart && figureData(chart, report, report.briefing.languages);
      return data ? [[id, data] as const] : [];
    }),
  );
}

/** What stands beside the page once the run is through. */
function filesBeside(report: Report, request: Request): FilesBeside {
  const pdfs = documentsOf(report, request).filter(({ format }) => format === 'pdf');
  return { pdfs, ...(shares(report, request) && sharePaths(report.briefing, placedCharts(report))) };
}

/** What takes longest is begun first: the PDF in all languages, then the others; the page waits for nobody. */
function longestFirst(documents: Document[]): Document[] {
  const weight = ({ format, languages }: Document) => (format === 'pdf' ? languages.length : 0);
  return [...documents].sort((a, b) => weight(b) - weight(a));
}

/** Starts drawing every chart that the documents show, and gives each document its own when they are there. */
function drawAll(report: Report, documents: Document[], { charts, stages, progress }: Tools, diagnostics: Diagnostics) {
  const placed = placedCharts(report);
  const started = new Map<string, Promise<Drawing>>();
  const onScreen = documents.some(({ format }) => format === 'html');
  let done = 0;

  const draw = (chart: string, languages: LanguageTag[]): Promise<Drawing> => {
    const key = [chart, languages.join('+')].join(' ');
    const known = started.get(key);
    if (known) return known;
    const found = report.charts[chart];
    if (!found) throw new Error(`the report lost chart ${chart}`);
    const drawing = stages.time('charts', async () => {
      const drawn = await charts
        .draw(localizeChart(found, report, languages), {
          width: wide,
          // Screens show each language in a drawing of its own.
          ...(onScreen && languages.length === 1 && { narrow }),
        })
        .catch((error) => {
          if (!(error instanceof ChartError)) throw error;
          diagnostics.error('chart-invalid', `chart "${chart}" cannot be drawn: ${error.message}`, found.place);
          return undrawn;
        });
      const weight = Math.max(drawn.live?.dataflow.length ?? 0, drawn.narrow?.live?.dataflow.length ?? 0);
      if (weight > mostLive) {
        const message = `chart "${chart}" is too large to be live: its parameters take ${Math.ceil(weight / 1000)} KB of data into the page, ${mostLive / 1000} KB are the most`;
        const hint =
          'aggregate or filter its table, leave out columns, or bind the parameter to a few choices (select, radio, checkbox)';
        diagnostics.error('chart-too-large', message, found.place, hint);
      }
      for (const warning of new Set([...drawn.warnings, ...(drawn.narrow?.warnings ?? [])]))
        diagnostics.warning('chart-warning', `chart "${chart}": ${warning}`, found.place);
      done += 1;
      progress({ stage: 'charts', item: chart, done, of: started.size });
      return drawn;
    });
    started.set(key, drawing);
    return drawing;
  };

  const requests = documents.map((document) => ({ document, pictures: picturesOf(document, placed, report, draw) }));
  return async (document: Document) => {
    const found = requests.find((each) => each.document === document);
    if (!found) throw new Error(`no drawings were asked for ${document.path}`);
    return found.pictures;
  };
}

async function picturesOf(
  document: Document,
  charts: string[],
  report: Report,
  draw: (chart: string, languages: LanguageTag[]) => Promise<Drawing>,
): Promise<ReadonlyMap<string, ChartPictures>> {
  const [first = ''] = document.languages;
  const pictures = charts.map(async (chart): Promise<[string, ChartPictures]> => {
    if (document.format === 'pdf') {
      return [chart, { wide: { [document.languages.join('+')]: await draw(chart, document.languages) } }];
    }
    const drawn = await Promise.all(document.languages.map(async (tag) => [tag, await draw(chart, [tag])] as const));
    const narrower = drawn.flatMap(([tag, { narrow }]) => (narrow ? [[tag, narrow] as const] : []));
    return [chart, { wide: Object.fromEntries(drawn), narrow: Object.fromEntries(narrower) }];
  });
  const cover = report.briefing.coverChart;
  if (cover !== undefined && document.format === 'pdf') {
    pictures.push(draw(cover, [first]).then((picture) => [`${cover}:cover`, { wide: { any: picture } }]));
  }
  return new Map(await Promise.all(pictures));
}

function placedCharts(report: Report): string[] {
  const [first = ''] = report.briefing.languages;
  const blocks = report.sections.flatMap((section) => section.bodies[first] ?? []);
  return [...new Set(blocks.flatMap((block) => (block.type === 'chart' ? [block.chart] : [])))];
}

function product({ path, format, languages }: Document, editions: Edition[], bytes: Uint8Array): Product {
  return { path, format, languages, bytes, title: editions.map((edition) => edition.title).join(' | ') };
}

/** The page of a PDF as the browser was given it, but for the marks where page numbers go. */
function printPage(document: Document, editions: Edition[], html: string): Product {
  const path = document.path.replace(/pdf$/, 'print.html');
  return product({ ...document, path, format: 'html' }, editions, new TextEncoder().encode(html));
}

function reportProduct(report: Report): Product {
  const bytes = new TextEncoder().encode(`${JSON.stringify(report, undefined, 2)}\n`);
  const { languages } = report.briefing;
  return { path: 'report.json', format: 'json', languages, bytes, title: 'Report' };
}
