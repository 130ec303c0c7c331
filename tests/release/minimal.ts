import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { noCache } from '../../src/base/byte-cache.ts';
import { AuthorError, type Diagnostic } from '../../src/base/diagnostic.ts';
import { memoryFolder } from '../../src/base/memory-folder.ts';
import { measureStages } from '../../src/base/stages.ts';
import type { World } from '../../src/base/world.ts';
import { checkedReport } from '../../src/built-report.ts';
import { chartDrawer } from '../../src/chart-drawer.ts';
import { generate } from '../../src/generate.ts';
import type { Report } from '../../src/model/report.ts';
import { openFolder } from '../../src/node/folder.ts';
import { root } from '../root.ts';

const folder = join(root, 'tests/cases/minimal/input');
const theme = openFolder(join(root, 'templates'));
const charts = chartDrawer();

export const files: Record<string, string> = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
);

/** The smallest briefing with lines added to the end of its files. */
export function worldWith(added: Record<string, string> = {}): World {
  const changed = Object.entries(added).map(([path, text]) => [path, `${files[path] ?? ''}${text}`]);
  return { briefing: memoryFolder({ ...files, ...Object.fromEntries(changed) }), theme };
}

/** Its report, or what keeps it from having one. */
export async function reportOf(
  added: Record<string, string> = {},
): Promise<{ report: Report; diagnostics: Diagnostic[] }> {
  const tools = { world: worldWith(added), stages: measureStages(() => 0) };
  try {
    const { report, diagnostics } = await checkedReport({ strict: false, version: '0' }, tools);
    return { report, diagnostics: diagnostics.list };
  } catch (error) {
    if (error instanceof AuthorError) return { report: undefined as never, diagnostics: error.diagnostics };
    throw error;
  }
}

/** Its HTML page, without fonts and script, as made at a moment. */
export async function pageOf(added: Record<string, string>, now: string): Promise<string> {
  const nothing = () => Promise.reject(new Error('nothing is printed here'));
  const { products } = await generate(
    { formats: ['html'], strict: false, emitReport: false, emitPages: false, version: '0', now },
    {
      world: worldWith(added),
      charts,
      stages: measureStages(() => 0),
      progress: () => {},
      fontFaces: () => async () => '',
      openPrinter: nothing,
      cache: noCache,
      finishPdf: nothing,
      clientScript: async () => '',
    },
  );
  return new TextDecoder().decode(products[0]?.bytes);
}
