import { basename, resolve } from 'node:path';
import { AuthorError, type Diagnostic } from './base/diagnostic.ts';
import type { LanguageTag } from './base/language.ts';
import { sourceDate } from './base/source-date.ts';
import type { ParameterValues } from './model/parameter.ts';
import type { PreviewFindings } from './model/preview.ts';
import type { Report } from './model/report.ts';
import { clientScript } from './node/client-script.ts';
import { openCommonFonts } from './node/common-fonts.ts';
import { ownPackage } from './node/package.ts';
import { openPrinter } from './node/printer.ts';
import { openProjectCache } from './node/project-cache.ts';
import { placeWords, readSourceLines, sortDiagnostics } from './node/terminal.ts';
import { openCharts, openPdfFinisher } from './node/threads.ts';
import { watchFolder } from './node/watch-folder.ts';
import { openWorld } from './node/world.ts';
import { keepWorld } from './preview/kept-world.ts';
import { changesOf, type PagePieces, piecesOf } from './preview/pieces.ts';
import { openServer } from './preview/server.ts';
import { type MadePage, openSession } from './preview/session.ts';
import { keepDrawings } from './render/chart/kept-drawings.ts';
import { rememberDrawings } from './render/chart/remembered-drawings.ts';

export interface PreviewOptions {
  /** Folder with `briefing.yaml`; default: the current one. */
  folder?: string;
  /** Port on 127.0.0.1; default: a free one. */
  port?: number;
  /** Only these of the briefing's languages; default: all. */
  languages?: LanguageTag[];
  /** Values of the briefing's parameters by name. */
  parameters?: ParameterValues;
  /** Path of the browser that prints PDFs. */
  browser?: string;
  /** Told after each change: findings, whether the files can be built, milliseconds that making took. */
  told?: (state: { findings: Diagnostic[]; isBroken: boolean; milliseconds: number }) => void;
}

export interface Preview {
  /** Where the page is, with the token that lets one in. */
  address: string;
  /** Ends server, watches, threads and browser. */
  close(): Promise<void>;
}

/** Milliseconds without another write after which a file counts as written. */
const quiet = 10;
/** Milliseconds for which an error is held back: a file may be half-written still, or about to be renamed into place. */
const patience = 120;
/** Milliseconds that the browser has the processor for, to show the page, before what follows it is begun. */
const respite = 100;

/** Serves a briefing's page and keeps it as the files are. */
export async function preview(options: PreviewOptions = {}): Promise<Preview> {
  const folder = resolve(options.folder ?? '.');
  const own = ownPackage();
  const cache = await openProjectCache(folder, own);
  const common = await openCommonFonts(process.env);
  const world = openWorld(folder, own.themeFolder);
  const kept = keepWorld(world, { briefing: folder, theme: own.themeFolder });
  const charts = keepDrawings(openCharts(), cache, { parameters: options.parameters });
  const finisher = openPdfFinisher();
  const printer = await openPrinter({ browser: options.browser }, cache);
  const session = openSession(
    {
      languages: options.languages,
      parameters: options.parameters,
      version: own.version,
      date: sourceDate(process.env),
    },
    {
      kept,
      cache,
      common,
      charts: rememberDrawings(charts),
      finishPdf: finisher.finish,
      clientScript: once((name) => clientScript(name === 'client' ? 'preview' : name)),
      openPrinter: async () => printer,
    },
  );

  let shown: { made: MadePage; fonts: string; pieces: PagePieces } | undefined;
  /** What the files give now, until all that is to be said of it has been said. */
  let latest: Outcome | undefined;
  let number = 0;
  let section: string | undefined;
  let findings: Diagnostic[] = [];
  let isBroken = false;
  let printed: { number: number; pdfs: Promise<Map<string, Uint8Array>> } | undefined;
  let changed = new Set<string>();
  let lastWritten = 0;
  let work: Promise<void> = Promise.resolve();
  let isClosed = false;

  const server = await openServer(
    {
      async page() {
        await work;
        return shown ? served(shown.made.html(shown.fonts), number) : waiting;
      },
      async pdf(path) {
        await work;
        if (printed?.number !== number) printed = { number, pdfs: session.pdfs() };
        printed.pdfs.catch(() => {
          printed = undefined;
        });
        return (await printed.pdfs).get(path);
      },
      opened(tell, made) {
        if (made !== number) tell('reload', {}, number);
        else void message().then((data) => tell('findings', data, number));
      },
    },
    options.port,
  ).catch(async (error) => {
    await closeTools();
    throw error;
  });
  const watch = await watchFolder(folder, (paths) => {
    for (const path of paths) changed.add(path);
    lastWritten = performance.now();
    work = work.then(update, update);
  });
  work = begin();
  await work;
  return {
    address: server.address,
    async close() {
      isClosed = true;
      watch.close();
      await server.close();
      await work.catch(() => {});
      await closeTools();
    },
  };

  async function closeTools(): Promise<void> {
    await Promise.all([charts.close(), finisher.close(), printer.close()]);
  }

  async function begin(): Promise<void> {
    latest = await make();
    await settle(latest);
  }

  /** Makes the page at once; it is shown when nothing has been written meanwhile. */
  async function update(): Promise<void> {
    while (changed.size > 0 && !isClosed) {
      const paths = changed;
      changed = new Set();
      section = [...paths].flatMap(sectionOf).at(-1) ?? section;
      if (await kept.refresh(paths)) latest = await make({ isAwaited: shown !== undefined });
      if (!latest) return;
      await pause(lastWritten + ('diagnostics' in latest ? patience : quiet) - performance.now());
    }
    if (!latest || isClosed) return;
    if ('page' in latest && shown) take(latest, shown.fonts);
    if ('page' in latest && latest.isBehind) {
      latest = await make();
      return update();
    }
    await settle(latest);
  }

  async function make(options: { isAwaited?: boolean } = {}): Promise<Outcome> {
    const started = performance.now();
    try {
      const made = await session.make(options);
      return { ...made, milliseconds: performance.now() - started };
    } catch (error) {
      if (!(error instanceof AuthorError)) throw error;
      return { diagnostics: error.diagnostics, milliseconds: performance.now() - started };
    }
  }

  /** What follows the page: fonts, findings. What is written meanwhile is made first. */
  async function settle(outcome: Outcome): Promise<void> {
    isBroken = 'diagnostics' in outcome;
    if ('diagnostics' in outcome) findings = outcome.diagnostics;
    else {
      if (shown) await pause(respite);
      if (changed.size > 0) return;
      const checked = await outcome.check();
      await pause(0);
      if (changed.size > 0) return;
      const { rules, warnings } = await outcome.fonts();
      findings = [...outcome.warnings, ...checked, ...warnings];
      take(outcome, rules);
    }
    latest = undefined;
    options.told?.({ findings, isBroken, milliseconds: outcome.milliseconds });
    await tellFindings();
  }

  function take(made: MadePage, fonts: string): void {
    const pieces = piecesOf(made.page, fonts);
    const before = shown;
    shown = { made, fonts, pieces };
    const changes = before && changesOf(before.pieces, pieces);
    if (changes && Object.keys(changes).length === 0) return;
    number += 1;
    if (changes) server.tell('page', changes, number);
    else server.tell('reload', {}, number);
  }

  async function tellFindings(): Promise<void> {
    server.tell('findings', await message(), number);
  }

  async function message(): Promise<PreviewFindings> {
    const lines = await readSourceLines(findings, world);
    return {
      list: sortDiagnostics(findings).map(({ severity, code, message, hints, place }) => ({
        severity,
        code,
        message,
        hints,
        ...(place && { place: placeWords(place), line: lines(place) }),
      })),
      isBroken,
      pdfs: shown ? pdfsOf(shown.made.report) : [],
      number,
      section,
    };
  }
}

type Outcome = (MadePage | { diagnostics: Diagnostic[] }) & { milliseconds: number };

/** The same answer to the same question. */
function once<Name, T>(ask: (name: Name) => T): (name: Name) => T {
  const known = new Map<Name, T>();
  return (name) => {
    const answer = known.get(name) ?? ask(name);
    known.set(name, answer);
    return answer;
  };
}

/** At least one turn of the event loop, in which the system may tell what else has been written. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    if (milliseconds > 0) setTimeout(resolve, milliseconds);
    else setImmediate(resolve);
  });
}

/** The page as it is published but for what connects it with the server. */
function served(html: string, number: number): string {
  return html
    .replace("connect-src 'none'", "connect-src 'self'; frame-src 'self'")
    .replace('<meta charset="utf-8">', `$&\n<meta name="jianbao-preview" content="${number}">`);
}

/** Stands until the files can be built for the first time. It asks again by itself; the terminal says what is wrong. */
const waiting = `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<title>jianbao preview</title><p>The briefing cannot be built yet: the terminal says what is wrong.</p></html>`;

function sectionOf(path: string): string[] {
  return path.startsWith('templates/sections/') ? [basename(path).replace(/(\.[^.]+)?\.md$/, '')] : [];
}

function pdfsOf({ briefing }: Report): PreviewFindings['pdfs'] {
  const { id, languages, documents = ['html', 'pdf', 'bilingual-pdf'] } = briefing;
  const single = documents.includes('pdf') ? languages.map((tag) => [tag]) : [];
  const several = documents.includes('bilingual-pdf') && languages.length > 1 ? [languages] : [];
  return [...single, ...several].map((set) => ({ path: `${id}.${set.join('+')}.pdf`, label: set.join('+') }));
}
