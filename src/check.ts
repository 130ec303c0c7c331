import { resolve } from 'node:path';
import { noCache } from './base/byte-cache.ts';
import { AuthorError, type Diagnostic } from './base/diagnostic.ts';
import { measureStages } from './base/stages.ts';
import { generate } from './generate.ts';
import type { ParameterValues } from './model/parameter.ts';
import { openCommonFonts } from './node/common-fonts.ts';
import { ownPackage } from './node/package.ts';
import { openCharts } from './node/threads.ts';
import { openWorld } from './node/world.ts';
import { fontFacesOf } from './render/fonts/font-faces.ts';

export interface CheckOptions {
  /** Folder with `briefing.yaml`; default: the current one. */
  folder?: string;
  /** Values of the briefing's parameters by name; those not given have their defaults. */
  parameters?: ParameterValues;
  /** Warnings count as errors. */
  strict?: boolean;
}

export interface CheckResult {
  /** Whether a build would go through. */
  ok: boolean;
  diagnostics: Diagnostic[];
}

/** Does all of a build but printing and writing: reads, builds, words, draws, lays out, looks for missing glyphs. */
export async function check({ folder = '.', strict = false, parameters }: CheckOptions = {}): Promise<CheckResult> {
  const own = ownPackage();
  const charts = openCharts();
  const common = await openCommonFonts(process.env);
  try {
    const { warnings } = await generate(
      { formats: ['html'], parameters, strict, emitReport: false, emitPages: false, version: own.version },
      {
        world: openWorld(resolve(folder), own.themeFolder),
        stages: measureStages(() => performance.now()),
        progress: () => {},
        charts,
        cache: noCache,
        finishPdf: () => Promise.reject(new Error('a check prints nothing')),
        clientScript: async () => '',
        fontFaces: (diagnostics, alphabet) => fontFacesOf({ common, diagnostics, alphabet }),
        openPrinter: () => Promise.reject(new Error('a check prints nothing')),
      },
    );
    return { ok: !strict || warnings.length === 0, diagnostics: warnings };
  } catch (error) {
    if (error instanceof AuthorError) return { ok: false, diagnostics: error.diagnostics };
    throw error;
  } finally {
    await charts.close();
  }
}
