import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { noCache } from '../src/base/byte-cache.ts';
import { AuthorError, type Diagnostic } from '../src/base/diagnostic.ts';
import { memoryFolder } from '../src/base/memory-folder.ts';
import { measureStages } from '../src/base/stages.ts';
import type { World } from '../src/base/world.ts';
import { chartDrawer } from '../src/chart-drawer.ts';
import { generate } from '../src/generate.ts';
import { openFolder } from '../src/node/folder.ts';
import { printDiagnostics, readSourceLines } from '../src/node/terminal.ts';

// Each folder of tests/errors is one mistake: the files of `input` lie over tests/cases/minimal/input, the paths in
// `removed.txt` are taken away, and `expected.txt` is what the author reads. UPDATE=1 writes it anew.

const here = fileURLToPath(new URL('.', import.meta.url));
const base = filesIn(join(here, 'cases/minimal/input'));
const theme = openFolder(join(here, '../templates'));
const charts = chartDrawer();
const mistakes = readdirSync(join(here, 'errors')).sort();

test('the briefing that the mistakes are made in has none itself', async () => {
  expect(await told(base)).toBe('');
});

describe('what the author reads about a mistake', () => {
  test.each(mistakes)('%s', async (mistake) => {
    const folder = join(here, 'errors', mistake);
    const files = { ...base, ...filesIn(join(folder, 'input')) };
    for (const path of removed(folder)) delete files[path];
    const text = await told(files);
    const expected = join(folder, 'expected.txt');
    if (process.env.UPDATE) writeFileSync(expected, text);
    expect(text).toBe(readFileSync(expected, 'utf8'));
  });
});

async function told(files: Record<string, Uint8Array>): Promise<string> {
  const world: World = { briefing: memoryFolder(files), theme };
  const diagnostics = await findingsIn(world);
  let text = '';
  const write = (part: string) => {
    text += part;
  };
  printDiagnostics(diagnostics, await readSourceLines(diagnostics, world), { write }, {});
  return text;
}

/** What a run for a page without fonts finds. */
async function findingsIn(world: World): Promise<Diagnostic[]> {
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
  try {
    return (await generate(request, tools)).warnings;
  } catch (error) {
    if (error instanceof AuthorError) return error.diagnostics;
    throw error;
  }
}

const nothingPrinted = () => Promise.reject(new Error('nothing is printed here'));

function removed(folder: string): string[] {
  const list = join(folder, 'removed.txt');
  return existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n') : [];
}

function filesIn(folder: string): Record<string, Uint8Array> {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  const files = paths.filter((path) => statSync(path).isFile());
  return Object.fromEntries(
    files.map((path) => [relative(folder, path).split(sep).join('/'), new Uint8Array(readFileSync(path))]),
  );
}
