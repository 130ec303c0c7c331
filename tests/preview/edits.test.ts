import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { AuthorError, type Diagnostic } from '../../src/base/diagnostic.ts';
import { memoryFolder } from '../../src/base/memory-folder.ts';
import { chartDrawer } from '../../src/chart-drawer.ts';
import { clientScript } from '../../src/node/client-script.ts';
import { keepWorld } from '../../src/preview/kept-world.ts';
import { openSession, type Session } from '../../src/preview/session.ts';
import { keepDrawings } from '../../src/render/chart/kept-drawings.ts';
import { rememberDrawings } from '../../src/render/chart/remembered-drawings.ts';
import { memoryCache } from '../memory-cache.ts';
import { root } from '../root.ts';

type Files = Record<string, string>;

/** What an author may do to the default briefing; `say` gives words that have not been there. */
const edits: Record<string, (files: Files, pick: <T>(list: T[]) => T, say: () => string) => void> = {
  'a sentence': (files, pick, say) => end(files, pick(sections(files)), say()),
  'a sentence in two languages': (files, pick, say) => {
    const id = pick(sections(files)).replace(/\.[\w-]+\.md$/, '');
    for (const path of sections(files)) if (path.startsWith(`${id}.`)) end(files, path, say());
  },
  'a term': (files, pick) => end(files, pick(sections(files)), ' {{term "new-urban-jobs"}}'),
  'a source': (files, pick) => end(files, pick(sections(files)), ` {{source "${pick(['S02', 'S05', 'S07'])}"}}`),
  'a number in the text': (files, pick) => end(files, pick(sections(files)), ' {{fact "young-talent"}}'),
  'a mistake': (files, pick) => end(files, pick(sections(files)), ' {{fact "no-such-fact"}}'),
  'no terms in a text': (files, pick) => change(files, pick(sections(files)), /\{\{term "[\w-]+"\}\}/g, 'people'),
  'the height of a chart': (files, pick) =>
    change(files, pick(charts(files)), /"height": \d+/, `"height": ${pick([190, 230, 250])}`),
  'the title of a chart': (files, pick, say) => change(files, pick(charts(files)), /("en": ")/, `$1${say()} `),
  'a number': (files, pick) =>
    change(files, 'data/facts.csv', /^(new-urban-jobs,)\d+/m, `$1${pick([1240000, 1250000])}`),
  'the title of the briefing': (files, _, say) => change(files, 'briefing.yaml', /(Talent Briefing)/, `$1 ${say()}`),
  'the order of the sections': (files) =>
    change(files, 'briefing.yaml', /( {2}- id: glance\n.*\n)( {2}- id: employment\n.*\n.*\n)/, '$2$1'),
  'a message': (files, _, say) => {
    files['templates/messages.yaml'] = `figure.data: { zh-Hans: ${say()}, en: ${say()} }\n`;
  },
  'a template': (files, _, say) => {
    files['templates/partials/figure.hbs'] =
      `<!-- ${say()} -->${readFileSync(join(theme, 'partials/figure.hbs'), 'utf8')}`;
  },
  'no template': (files) => delete files['templates/partials/figure.hbs'],
};

test('after any edits the page is the one that is made from nothing', { timeout: 300_000 }, async () => {
  const files = filesIn(root, ['briefing.yaml', 'data', 'templates/sections', 'templates/charts']);
  const shipped = filesIn(theme, ['.']);
  const cache = memoryCache();
  const drawer = keepDrawings(chartDrawer(), cache);
  const open = () => {
    const world = { briefing: memoryFolder(files), theme: memoryFolder(shipped) };
    const kept = keepWorld(world, { briefing: '/briefing', theme: '/theme' });
    const charts = rememberDrawings(drawer);
    const tools = { kept, cache, common: undefined, charts, clientScript, ...nothingPrinted };
    return { kept, session: openSession({ version: '0' }, tools) };
  };
  const { kept, session } = open();
  const random = randomOf(7);
  const pick = <T>(list: T[]) => list[Math.floor(random() * list.length)] as T;
  let said = 0;
  const say = () => `Edit ${'abcdefghijklmnopqrstuvwxyz'[said++ % 26]}${'x'.repeat(said / 26)}.`;
  const names = [...Object.keys(edits), ...Array.from({ length: 10 }, () => pick(Object.keys(edits)))];
  const done: string[] = [];
  let fresh = '';
  await outcome(session);
  for (const name of names) {
    const before = { ...files };
    edits[name]?.(files, pick, say);
    await compare(name, differing(before, files));
    // A mistake is mended, as is now and then what was none.
    if (fresh.startsWith('<!doctype') && random() < 0.8) continue;
    const undone = differing(files, before);
    for (const path of Object.keys(files)) delete files[path];
    Object.assign(files, before);
    await compare('undone', undone);
  }

  async function compare(name: string, paths: Set<string>): Promise<void> {
    done.push(name);
    await kept.refresh(paths);
    // An author who waits gets a page that may lack the drawings for phones, and then this one.
    await session.make({ isAwaited: true }).catch(() => {});
    fresh = await outcome(open().session);
    expect(difference(await outcome(session), fresh), done.join(', ')).toBeUndefined();
  }
});

const theme = join(root, 'templates');
const nothingPrinted = {
  openPrinter: () => Promise.reject(new Error('nothing is printed')),
  finishPdf: () => Promise.reject(new Error('nothing is printed')),
};

async function outcome(session: Session): Promise<string> {
  try {
    const made = await session.make();
    return `${made.html('')}\n${findings([...made.warnings, ...(await made.check())])}`;
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    return findings(error.diagnostics);
  }
}

function findings(list: Diagnostic[]): string {
  return list.map((each) => JSON.stringify(each)).join('\n');
}

/** Where two texts part; undefined when they are the same. */
function difference(a: string, b: string): string[] | undefined {
  if (a === b) return undefined;
  let at = 0;
  while (a[at] === b[at]) at++;
  return [a, b].map((text) => text.slice(Math.max(0, at - 100), at + 200));
}

function sections(files: Files): string[] {
  return Object.keys(files).filter((path) => path.startsWith('templates/sections/'));
}

function charts(files: Files): string[] {
  return Object.keys(files).filter((path) => path.startsWith('templates/charts/'));
}

/** The end of the first paragraph. */
function end(files: Files, path: string, words: string): void {
  change(files, path, /([^\s}])\n/, `$1 ${words}\n`);
}

function change(files: Files, path: string, what: RegExp, by: string): void {
  files[path] = (files[path] ?? '').replace(what, by);
}

function differing(a: Files, b: Files): Set<string> {
  return new Set([...Object.keys(a), ...Object.keys(b)].filter((path) => a[path] !== b[path]));
}

/** The files below some folders, or those files, as texts. */
function filesIn(folder: string, names: string[]): Files {
  const paths = names.flatMap((name) =>
    statSync(join(folder, name)).isFile()
      ? [name]
      : readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
