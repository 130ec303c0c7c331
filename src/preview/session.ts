import type { ByteCache } from '../base/byte-cache.ts';
import { AuthorError, type Diagnostic, Diagnostics, type Place } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import { measureStages } from '../base/stages.ts';
import { builtReport } from '../built-report.ts';
import { checkReport } from '../check/check.ts';
import { drawCharts, type Illustrated } from '../draw-charts.ts';
import { generate, type Tools } from '../generate.ts';
import { localize } from '../localize/edition.ts';
import { wordMark } from '../localize/release-mark.ts';
import type { ParameterValues } from '../model/parameter.ts';
import { releaseMark } from '../model/release.ts';
import type { Report } from '../model/report.ts';
import { wordingOf } from '../model/wording.ts';
import type { RememberedDrawings } from '../render/chart/remembered-drawings.ts';
import type { FontCuts } from '../render/fonts/font-faces.ts';
import { fontFacesOf } from '../render/fonts/font-faces.ts';
import { withPolicy } from '../render/live/policy.ts';
import { fontMark, renderParts } from '../render/page/page.ts';
import { type PageInParts, wholePage } from '../render/page/parts.ts';
import { forScreen } from '../screen-page.ts';
import { checkWeights } from '../weights.ts';
import type { KeptWorld } from './kept-world.ts';

export interface SessionTools extends Pick<Tools, 'openPrinter' | 'finishPdf' | 'clientScript'> {
  kept: KeptWorld;
  cache: ByteCache;
  /** Where the common parts of large fonts are kept. */
  common: ByteCache | undefined;
  charts: RememberedDrawings;
}

export interface SessionOptions {
  languages?: LanguageTag[];
  parameters?: ParameterValues;
  version: string;
  date?: string;
}

/** A briefing that is made again and again while its author writes. */
export interface Session {
  /**
   * The page; what takes time and changes nothing at first sight comes after it. Where somebody waits for it, the drawings
   * for phones may be those of the page before: then it `isBehind`. Throws AuthorError.
   */
  make(options?: { isAwaited?: boolean }): Promise<MadePage>;
  /** All PDFs as they are now, by name; undefined when the briefing cannot be built. */
  pdfs(): Promise<Map<string, Uint8Array>>;
}

export interface MadePage {
  /** The page without fonts: parts that have not changed are the very strings of the page before. */
  page: PageInParts;
  isBehind: boolean;
  report: Report;
  warnings: Diagnostic[];
  /** What the check finds. */
  check(): Promise<Diagnostic[]>;
  /** `@font-face` rules for all of the page's characters, and what is to be said of them and of the page's weight. */
  fonts(): Promise<{ rules: string; warnings: Diagnostic[] }>;
  /** The page as a browser loads it. */
  html(fonts: string): string;
}

/** Everything that one making leaves for the next stays in memory. */
export function openSession(options: SessionOptions, tools: SessionTools): Session {
  const { kept, cache, common, charts } = tools;
  const request = { ...options, strict: false };
  const cuts: FontCuts = { styles: new Map() };
  const rendered = {};
  const everyRun = () => ({
    world: kept.world,
    remember: kept.remember,
    charts,
    stages: measureStages(() => performance.now(), 0),
    progress: () => {},
  });

  return {
    async make({ isAwaited = false } = {}) {
      const drawer = charts.hurried(({ screen }) => isAwaited && screen?.isNarrow === true);
      const run = { ...everyRun(), charts: drawer };
      const { briefing, report, diagnostics } = await builtReport(request, run);
      const { languages, id, documents } = report.briefing;
      if (documents?.includes('html') === false) throw new AuthorError([noPage(briefing.settings?.at(['documents']))]);
      const { units, messages } = report;
      charts.set({ config: briefing.theme.chartConfig, units, messages: wordingOf(messages) });
      const document: Illustrated = { path: `${id}.html`, format: 'html', languages };
      const drawings = drawCharts(report, [document], { ...run, written: briefing.charts });
      const editions = languages.map((language) => localize(report, language));
      const pictures = await drawings.of(document);
      diagnostics.adopt(drawings.findings());
      const { input, unpacked } = await forScreen({ briefing, report, pictures }, tools.clientScript);
      const mark = releaseMark(report.briefing, undefined);
      const { theme } = briefing;
      const generator = `jianbao ${options.version}`;
      const page = await renderParts(
        {
          ...input,
          ...{ report, editions, theme, generator, kept: rendered, beside: { pdfs: [] } },
          ...(mark && { mark: wordMark(mark, languages, report) }),
        },
        diagnostics,
      );
      diagnostics.stopOnErrors();
      return {
        page,
        isBehind: drawer.isBehind(),
        report,
        warnings: diagnostics.list,
        async check() {
          const found = new Diagnostics();
          await checkReport(briefing, report, found);
          return found.list;
        },
        async fonts() {
          const found = new Diagnostics();
          const bare = wholePage(page);
          const rules = await fontFacesOf({ diagnostics: found, cache, common, cuts })(bare, 'woff2');
          const weight = {
            path: document.path,
            format: 'html',
            bytes: { length: Buffer.byteLength(bare) + rules.length },
          };
          checkWeights(briefing, [weight], found);
          return { rules, warnings: found.list };
        },
        html: (fonts) =>
          withPolicy(
            wholePage(page).replace(fontMark, () => fonts),
            unpacked,
          ),
      };
    },
    async pdfs() {
      const { products } = await generate(
        { ...request, formats: ['pdf'], emitReport: false, emitPages: false },
        {
          ...everyRun(),
          cache,
          finishPdf: tools.finishPdf,
          clientScript: tools.clientScript,
          openPrinter: tools.openPrinter,
          check: () => {},
          fontFaces: (diagnostics, alphabet) => fontFacesOf({ cache, common, diagnostics, alphabet }),
        },
      );
      return new Map(products.map(({ path, bytes }) => [path, bytes]));
    },
  };
}

const noPage = (place: Place = { file: 'briefing.yaml' }): Diagnostic => ({
  severity: 'error',
  code: 'preview-without-page',
  message: 'the briefing makes no page: "documents" lacks "html"',
  place,
});
