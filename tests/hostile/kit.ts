import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { noCache } from '../../src/base/byte-cache.ts';
import { AuthorError, type Diagnostic } from '../../src/base/diagnostic.ts';
import { memoryFolder } from '../../src/base/memory-folder.ts';
import { measureStages } from '../../src/base/stages.ts';
import type { Folder, World } from '../../src/base/world.ts';
import { generate } from '../../src/generate.ts';
import { openFolder } from '../../src/node/folder.ts';
import { printDiagnostics, readSourceLines } from '../../src/node/terminal.ts';
import { type ChartDrawer, type ChartLimits, openChartPool } from '../../src/render/chart/pool.ts';
import { root } from '../root.ts';

export type Files = Record<string, string | Uint8Array>;

/** The smallest briefing: what hostile files are laid over. */
export const minimal = filesIn(join(root, 'tests/cases/minimal/input'));

const theme = openFolder(join(root, 'templates'));

/** Charts in threads of their own, as a build draws them: one that hangs can be ended. */
export function openCharts(limits: ChartLimits): ChartDrawer {
  return openChartPool(pathToFileURL(join(root, 'dist/chart-worker.js')), { limits });
}

export interface Found {
  diagnostics: Diagnostic[];
  /** The page, when nothing stopped it. */
  html: string;
  /** What the author reads. */
  told: string;
}

/** Makes the page of a briefing in memory, or in another folder, without fonts. Any other error than the author's is thrown. */
export async function make(files: Files | Folder, charts: ChartDrawer): Promise<Found> {
  const briefing = typeof files.read === 'function' ? (files as Folder) : memoryFolder(files as Files);
  const world: World = { briefing, theme };
  const request = { formats: ['html'] as const, strict: false, emitReport: false, emitPages: false, version: '0' };
  const tools = {
    world,
    charts,
    stages: measureStages(() => 0),
    progress: () => {},
    fontFaces: () => async () => '',
    openPrinter: nothingPrinted,
    cache: noCache,
    finishPdf: nothingPrinted,
    clientScript: async () => '',
  };
  let diagnostics: Diagnostic[];
  let html = '';
  try {
    const { warnings, products } = await generate(request, tools);
    diagnostics = warnings;
    html = new TextDecoder().decode(products[0]?.bytes);
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    diagnostics = error.diagnostics;
  }
  let told = '';
  const write = (part: string) => {
    told += part;
  };
  // Beside an error, warnings about the words of the briefing say nothing here.
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const shown = errors.length > 0 ? errors : diagnostics;
  printDiagnostics(shown, await readSourceLines(shown, world), { write }, {});
  return { diagnostics, html, told };
}

const nothingPrinted = () => Promise.reject(new Error('nothing is printed here'));

/** Every file under a folder: path with forward slashes → bytes. */
export function filesIn(folder: string): Record<string, Uint8Array> {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  const files = paths.filter((path) => statSync(path).isFile());
  return Object.fromEntries(
    files.map((path) => [relative(folder, path).split(sep).join('/'), new Uint8Array(readFileSync(path))]),
  );
}
