import { createHash } from 'node:crypto';
import type { ByteCache } from '../base/byte-cache.ts';
import { AuthorError, type Diagnostic, Diagnostics, type Place } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import { measureStages } from '../base/stages.ts';
import { checkReport } from '../check/check.ts';
import { generate, type Tools } from '../generate.ts';
import type { ParameterValues } from '../model/parameter.ts';
import type { Report } from '../model/report.ts';
import { readBriefing } from '../read/briefing.ts';
import type { ChartDrawer } from '../render/chart/pool.ts';
import type { FontCuts } from '../render/fonts/font-faces.ts';
import { fontFacesOf } from '../render/fonts/font-faces.ts';
import type { KeptWorld } from './kept-world.ts';

export interface SessionTools extends Pick<Tools, 'openPrinter' | 'finishPdf' | 'clientScript'> {
  kept: KeptWorld;
  cache: ByteCache;
  /** Where the common parts of large fonts are kept. */
  common: ByteCache | undefined;
  /** Keeps what it has drawn. */
  charts: ChartDrawer;
}

export interface SessionOptions {
  languages?: LanguageTag[];
  parameters?: ParameterValues;
  version: string;
  date?: string;
}

/** A briefing that is made again and again while its author writes. */
export interface Session {
  /** The page; what takes time and changes nothing at first sight comes after it. Throws AuthorError. */
  make(): Promise<MadePage>;
  /** All PDFs as they are now, by name; undefined when the briefing cannot be built. */
  pdfs(): Promise<Map<string, Uint8Array>>;
}

export interface MadePage {
  html: string;
  report: Report;
  warnings: Diagnostic[];
  /** The page with fonts for all of its characters, and what the check finds. */
  settled(): Promise<{ html: string; warnings: Diagnostic[] }>;
}

/** Everything that one making leaves for the next stays in memory. */
export function openSession(options: SessionOptions, tools: SessionTools): Session {
  const { kept, cache, common } = tools;
  const cuts: FontCuts = { styles: new Map() };
  let fonts: string | undefined;

  const run = (formats: ('html' | 'pdf')[], more: Pick<Tools, 'fontFaces'> & Partial<Pick<Tools, 'check'>>) =>
    generate(
      { ...options, formats, strict: false, emitReport: false, emitPages: false },
      {
        world: kept.world,
        read: (diagnostics) => readBriefing(kept.world, diagnostics, kept.remember),
        stages: measureStages(() => performance.now()),
        progress: () => {},
        cache,
        charts: tools.charts,
        finishPdf: tools.finishPdf,
        clientScript: tools.clientScript,
        openPrinter: tools.openPrinter,
        ...more,
      },
    );

  return {
    async make() {
      let checkLater: (diagnostics: Diagnostics) => void = () => {};
      const set = fonts;
      let bare = '';
      const made = await run(['html'], {
        check: (briefing, report) => {
          checkLater = (diagnostics) => checkReport(briefing, report, diagnostics);
        },
        fontFaces: () => async (html) => {
          bare = html;
          return set ?? noFonts;
        },
      });
      const [page] = made.products;
      if (!page) throw new AuthorError([noPage(made.briefing.settings?.at(['documents']))]);
      const html = Buffer.from(page.bytes.buffer, page.bytes.byteOffset, page.bytes.byteLength).toString('utf8');
      return {
        html,
        report: made.report,
        warnings: made.warnings,
        async settled() {
          const diagnostics = new Diagnostics();
          checkLater(diagnostics);
          const now = await fontFacesOf({ diagnostics, cache, common, cuts })(bare, 'woff2');
          fonts = now;
          if (now === set) return { html, warnings: diagnostics.list };
          return { html: withFonts(html, set ?? noFonts, now), warnings: diagnostics.list };
        },
      };
    },
    async pdfs() {
      const { products } = await run(['pdf'], {
        check: () => {},
        fontFaces: (diagnostics, alphabet) => fontFacesOf({ cache, common, diagnostics, alphabet }),
      });
      return new Map(products.map(({ path, bytes }) => [path, bytes]));
    },
  };
}

/** Stands where the fonts will be. */
const noFonts = '/* fonts */';

/** The page with other fonts in its style; its policy names the style by hash. */
function withFonts(html: string, before: string, now: string): string {
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
  const next = style.replace(before, () => now);
  return html.replace(hashOf(style), () => hashOf(next)).replace(style, () => next);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

const noPage = (place: Place = { file: 'briefing.yaml' }): Diagnostic => ({
  severity: 'error',
  code: 'preview-without-page',
  message: 'the briefing makes no page: "documents" lacks "html"',
  place,
});
