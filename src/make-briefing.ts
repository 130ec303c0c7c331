import type { StageSpan, Stages } from './base/stages.ts';
import type { Progress } from './base/world.ts';
import type { BuildResult } from './build.ts';
import { type Generated, generate, type Product, type Request } from './generate.ts';
import { type BuildSettings, noteBuild } from './last-build.ts';
import { manifestOf } from './manifest.ts';
import { clientScript } from './node/client-script.ts';
import { openCommonFonts } from './node/common-fonts.ts';
import { writeOutput } from './node/output.ts';
import type { ProjectCache } from './node/project-cache.ts';
import type { RecordedWorld } from './node/recorded-world.ts';
import { openCharts, openPdfFinisher } from './node/threads.ts';
import type { LazyPrinter } from './print/lazy-printer.ts';
import { keepDrawings } from './render/chart/kept-drawings.ts';
import { fontFacesOf } from './render/fonts/font-faces.ts';

export interface MakeTools {
  world: RecordedWorld;
  cache: ProjectCache;
  /** Absent when nothing is to be printed. */
  printer: LazyPrinter | undefined;
  stages: Stages;
  progress: Progress;
  /** ISO date and time of the run. */
  now: string;
  /** A file is another than in the last build, so most likely there will be something to print. */
  isEdited: boolean;
}

/** Makes a briefing's files and writes them, all or nothing; notes in the cache what was read and made. */
export async function makeBriefing(settings: Request & BuildSettings, tools: MakeTools): Promise<BuildResult> {
  const { world, cache, printer, stages, progress, now, isEdited } = tools;
  // Where nothing is kept yet everything will be needed: threads and browser start before they have work.
  const isWarm = await cache.isWarm();
  const common = await openCommonFonts(process.env);
  const charts = keepDrawings(openCharts({ lazy: isWarm }), cache, { parameters: settings.parameters, isWarm });
  const finisher = openPdfFinisher();
  let ending: Promise<unknown> | undefined;
  const end = () => {
    ending ??= Promise.all([charts.close(), finisher.close(), printer?.close()]);
    return ending;
  };
  try {
    const generated = await generate(
      { ...settings, now },
      {
        world,
        stages,
        progress,
        cache,
        charts,
        finishPdf: finisher.finish,
        fontFaces: (diagnostics, alphabet) => fontFacesOf({ cache, common, diagnostics, alphabet, isWarm }),
        clientScript,
        openPrinter: async () => {
          if (!printer) throw new Error('nothing is to be printed');
          if (!isWarm || isEdited) {
            const started = printer.start();
            finisher.start();
            started.catch(() => {}); // Told to whoever prints, if anybody does.
            if (!isWarm) await started;
          }
          return printer;
        },
      },
    );
    // While files are written, threads and browser end.
    end().catch(() => {}); // Told when it is awaited.
    const products = withManifest(generated, settings.version);
    await stages.time('write', () => writeOutput(settings.output, products));
    const result = resultOf(settings.output, generated, products, stages.spans);
    const { files, warnings } = result;
    const { browser, mark, briefing } = generated;
    const { status, release } = briefing.meta;
    const noted = { inputs: world.inputs(), browser, release: { status, release }, mark };
    await noteBuild(cache, settings, { ...noted, products, result: { files, warnings } });
    await cache.done();
    return result;
  } finally {
    await end();
  }
}

function resultOf(output: string, { warnings }: Generated, products: Product[], stages: StageSpan[]): BuildResult {
  const files = products.map(({ bytes, ...file }) => ({ ...file, bytes: bytes.byteLength }));
  return { output, files, warnings, stages };
}

function withManifest(generated: Generated, version: string): Product[] {
  const bytes = new TextEncoder().encode(`${JSON.stringify(manifestOf(generated, version), undefined, 2)}\n`);
  const { languages } = generated.report.briefing;
  return [...generated.products, { path: 'manifest.json', format: 'json', languages, bytes, title: 'Manifest' }];
}
