import type { ByteCache } from './base/byte-cache.ts';
import { type Diagnostic, Diagnostics } from './base/diagnostic.ts';
import { isChinese, type LanguageTag } from './base/language.ts';
import { letIn } from './base/let-in.ts';
import type { Remember } from './base/remember.ts';
import type { Stages } from './base/stages.ts';
import type { Printer, Progress, World } from './base/world.ts';
import { builtReport, checked } from './built-report.ts';
import { documentsOf, filesBeside, longestFirst, pageOnly, shares } from './documents.ts';
import { drawCharts, type Illustrated, placedCharts } from './draw-charts.ts';
import { localize } from './localize/edition.ts';
import { printedBlocks } from './localize/printed-blocks.ts';
import { wordMark } from './localize/release-mark.ts';
import type { Briefing } from './model/briefing.ts';
import type { Edition } from './model/edition.ts';
import type { ParameterValues } from './model/parameter.ts';
import { type ReleaseMark, releaseMark, type WordedMark } from './model/release.ts';
import type { Report } from './model/report.ts';
import { wordingOf } from './model/wording.ts';
import { keptPdf } from './print/kept-pdf.ts';
import type { FinishPdf, PdfFacts } from './print/pdf.ts';
import { printDocument } from './print/print-document.ts';
import type { ChartDrawer } from './render/chart/pool.ts';
import { dataPackageZip } from './render/data-package-zip.ts';
import { alphabetOf } from './render/fonts/alphabet.ts';
import type { FontFaces } from './render/fonts/font-faces.ts';
import type { FontFormat } from './render/fonts/subset.ts';
import { placeDrawings, standIns } from './render/late-drawings.ts';
import type { Runtime } from './render/live/pack.ts';
import { withPolicy } from './render/live/policy.ts';
import type { PageInput } from './render/page/input.ts';
import { fontMark, renderPage } from './render/page/page.ts';
import { withRequestPlaces } from './request-places.ts';
import { forScreen } from './screen-page.ts';
import { shareSet } from './share-set.ts';
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
  /** What steps of reading and building made before; default: nothing. */
  remember?: Remember;
  /** Gives the briefing where it has been read already; what is to be said about it goes into the diagnostics. */
  read?(diagnostics: Diagnostics): Promise<Briefing>;
  /** Looks for what the data do not say, and for where languages part; default: the whole check at once. */
  check?(briefing: Briefing, report: Report, diagnostics: Diagnostics): void | Promise<void>;
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

/** folder → Briefing → Report → Editions → HTML → PDF. Throws AuthorError with all that is wrong. */
export async function generate(request: Request, tools: Tools): Promise<Generated> {
  const { stages, progress } = tools;
  const printer = request.formats.some((format) => format !== 'html')
    ? stages.time('launch', tools.openPrinter)
    : undefined;
  printer?.catch(() => {}); // Told when it is awaited: an author's mistake comes first.

  const { briefing, report, diagnostics } = await builtReport(request, tools);
  const { units, messages } = report;
  tools.charts.set({ config: briefing.theme.chartConfig, units, messages: wordingOf(messages) });
  const documents = documentsOf(report, request.formats);
  const sharesFrom = documents.find(({ format }) => format === 'html') ?? pageOnly(report);
  const isShared = shares(report, request.formats);
  const drawn = isShared && !documents.includes(sharesFrom) ? [...documents, sharesFrom] : documents;
  // Drawing takes longest: threads begin with it while this one goes on.
  const drawings = drawCharts(report, longestFirst(drawn), { ...tools, written: briefing.charts });
  await letIn();
  await checked(briefing, report, request, tools, diagnostics);
  await letIn();
  const fontFaces = tools.fontFaces(diagnostics, alphabetOf(briefing));
  const editions: Edition[] = [];
  await stages.time('words', async () => {
    for (const language of report.briefing.languages) {
      editions.push(localize(report, language));
      await letIn();
    }
  });
  const mark = releaseMark(report.briefing, request.now);
  const attachment = request.formats.includes('pdf')
    ? dataPackageZip({ ...briefing, meta: report.briefing })
    : undefined;

  // Fonts are cut for the largest document first and serve the others, which are made ready once the browser has that one;
  // the page on screen is laid out while it prints.
  const order = longestFirst(documents);
  const [begun, printed] = [deferred(), deferred()];
  if (order[0]?.format !== 'pdf') for (const event of [begun, printed]) event.resolve();
  const pages = new Map(order.map((document) => [document, pageOf(document, document !== order[0])]));
  for (const page of pages.values()) page.catch(() => {}); // Told when it is awaited.

  const shared = isShared ? share() : undefined;
  shared?.catch(() => {}); // Told when it is awaited.
  const printFindings = new Map<Illustrated, Diagnostic[]>();
  const made = await Promise.all(documents.map((document) => productsOf(document)));
  const products = [...made.flat(), ...((await shared) ?? [])];
  diagnostics.adopt(drawings.findings());
  for (const document of documents) diagnostics.adopt(printFindings.get(document) ?? []);
  checkWeights(briefing, products, diagnostics);
  diagnostics.stopOnErrors(request.strict);
  if (request.emitReport) products.push(reportProduct(report));
  const browser = await (await printer)?.version();
  return { briefing, report, products, ...(browser && { browser }), ...(mark && { mark }), warnings: diagnostics.list };

  async function productsOf(document: Illustrated): Promise<Product[]> {
    const chosen = editionsOf(document);
    const html = (await pages.get(document)) ?? '';
    await stopOnErrors();
    if (document.format === 'html') return [product(document, chosen, new TextEncoder().encode(html))];
    const pdf = await print(document, chosen, html);
    return request.emitPages ? [pdf, printedPage(document, chosen, html)] : [pdf];
  }

  /** Where something is wrong, all charts are drawn first: what is wrong with them is told with it. */
  async function stopOnErrors(): Promise<void> {
    const all = () => new Diagnostics([...diagnostics.list, ...drawings.findings()]);
    if (!all().stops(request.strict)) return;
    await Promise.allSettled(drawn.map(drawings.of));
    all().stopOnErrors(request.strict);
  }

  function editionsOf(document: Illustrated): Edition[] {
    return editions.filter((edition) => document.languages.includes(edition.language));
  }

  /** Begun once the page's fonts are there, which serve it too. */
  async function share(): Promise<Product[]> {
    const pictures = await drawings.of(sharesFrom);
    await pages.get(sharesFrom);
    await stopOnErrors();
    if (!printer) throw new Error('nothing takes pictures');
    const generator = `jianbao ${request.version}`;
    const script = await tools.clientScript('figure-page');
    const charts = placedCharts(report);
    const given = { briefing, report, editions, charts, pictures, generator, script, printer, fontFaces };
    const marked = mark && { mark: (own: LanguageTag[]) => markWords(mark, report, own) };
    return shareSet({ ...given, ...marked, stages, progress, diagnostics }).catch(throwWithPlaces);
  }

  function pageOf(document: Illustrated, waits: boolean): Promise<string> {
    return document.format === 'html' ? screenPage(document) : printPage(document, waits);
  }

  async function screenPage(document: Illustrated): Promise<string> {
    const [pictures] = await Promise.all([drawings.of(document), printed.promise]);
    const { input, unpacked } = await forScreen({ briefing, report, pictures }, tools.clientScript);
    const page = await layOut(document, { ...input, beside: filesBeside(report, request.formats) });
    return withPolicy(await withFonts(page, 'woff2'), unpacked);
  }

  /** Laid out while its charts are drawn. */
  async function printPage(document: Illustrated, waits: boolean): Promise<string> {
    const page = await layOut(document, { medium: 'print', pictures: standIns(drawings.names(document)) });
    if (!waits && document.languages.some(isChinese)) await stages.time('fonts', async () => fontFaces.prepare?.());
    const whole = placeDrawings(page, await drawings.of(document));
    if (waits) await begun.promise;
    return withFonts(whole, 'truetype');
  }

  async function layOut(document: Illustrated, own: Pick<PageInput, 'medium' | 'pictures'> & Partial<PageInput>) {
    const marked = mark && { mark: markWords(mark, report, document.languages) };
    const generator = `jianbao ${request.version}`;
    const input = { report, editions: editionsOf(document), theme: briefing.theme, generator, ...own, ...marked };
    await letIn();
    return stages.time('page', () => renderPage(input, diagnostics), document.path);
  }

  async function withFonts(page: string, format: FontFormat): Promise<string> {
    const faces = await stages.time('fonts', () => fontFaces(page, format));
    return page.replace(fontMark, () => faces);
  }

  function throwWithPlaces(error: unknown): never {
    throw withRequestPlaces(error, briefing.theme);
  }

  async function print(document: Illustrated, chosen: Edition[], html: string): Promise<Product> {
    const [first] = chosen;
    if (!printer || !first || !attachment) throw new Error('nothing to print');
    const opened = await printer;
    const printPdf: Printer['printPdf'] = (page, job) => {
      begun.resolve();
      return opened.printPdf(page, job).finally(printed.resolve);
    };
    progress({ stage: 'print', item: document.path });
    const blocks = printedBlocks(report, chosen);
    const facts: PdfFacts = {
      editions: chosen,
      date: request.date ?? report.briefing.edition.date,
      generator: `jianbao ${request.version}`,
      attachments: [{ ...(await attachment), description: first.messages['print.attachment'] }],
      blocks: blocks.map(({ place: _, ...block }) => block),
    };
    const input = { browser: await opened.version(), html, facts };
    const finished = await keptPdf(tools.cache, input, () =>
      stages.time(
        'print',
        () => printDocument({ printPdf }, html, { name: document.path }, facts, tools.finishPdf),
        document.path,
      ),
    )
      .finally(() => {
        for (const event of [begun, printed]) event.resolve();
      })
      .catch(throwWithPlaces);
    const findings = finished.findings.map(({ block = -1, ...finding }): Diagnostic => {
      const place = blocks[block]?.place;
      return { ...finding, rule: 'print', message: `${document.path}: ${finding.message}`, ...(place && { place }) };
    });
    printFindings.set(document, findings);
    return { ...product(document, chosen, finished.bytes), pages: finished.pages };
  }
}

function deferred(): { promise: Promise<void>; resolve(): void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** The mark in all languages of the briefing, those of the document first. */
function markWords(mark: ReleaseMark, report: Report, own: LanguageTag[]): WordedMark[] {
  const languages = [...own, ...report.briefing.languages.filter((tag) => !own.includes(tag))];
  return wordMark(mark, languages, report);
}

function product({ path, format, languages }: Illustrated, editions: Edition[], bytes: Uint8Array): Product {
  return { path, format, languages, bytes, title: editions.map((edition) => edition.title).join(' | ') };
}

/** The page of a PDF as the browser was given it, but for the marks where page numbers go. */
function printedPage(document: Illustrated, editions: Edition[], html: string): Product {
  const path = document.path.replace(/pdf$/, 'print.html');
  return product({ ...document, path, format: 'html' }, editions, new TextEncoder().encode(html));
}

function reportProduct(report: Report): Product {
  const bytes = new TextEncoder().encode(`${JSON.stringify(report, undefined, 2)}\n`);
  const { languages } = report.briefing;
  return { path: 'report.json', format: 'json', languages, bytes, title: 'Report' };
}
