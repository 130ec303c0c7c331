import { join, relative, sep } from 'node:path';
import { Diagnostics } from '../base/diagnostic.ts';
import type { Remember } from '../base/remember.ts';
import type { Folder, World } from '../base/world.ts';

/** The files of a briefing and its theme, kept in memory while they are watched, and what steps made of them. */
export interface KeptWorld {
  world: World;
  remember: Remember;
  /** Looks again at paths of the briefing's folder; gives whether anything that was read is another now. */
  refresh(paths: ReadonlySet<string>): Promise<boolean>;
}

/** Where the folders of a world stand on the disk. */
export interface Places {
  briefing: string;
  theme: string;
}

export function keepWorld({ briefing, theme }: World, places: Places): KeptWorld {
  const folders = { briefing: keepFolder(briefing), theme: keepFolder(theme) };
  const steps = new Map<string, Step>();
  return {
    world: folders,
    async remember<T>(name: string, inputs: readonly unknown[], diagnostics: Diagnostics, work: Work<T>): Promise<T> {
      const known = steps.get(name);
      if (known && isSame(known, inputs)) {
        diagnostics.list.push(...known.findings.list);
        return known.result as T;
      }
      const findings = new Diagnostics();
      const read: Step['read'] = [];
      try {
        const result = await work(
          { briefing: noted(folders.briefing, read), theme: noted(folders.theme, read) },
          findings,
        );
        steps.set(name, { inputs, read, findings, result });
        return result;
      } finally {
        diagnostics.list.push(...findings.list);
      }
    },
    async refresh(paths) {
      // The default briefing stands around the folder of its theme.
      const inTheme = [...paths].map((path) =>
        relative(places.theme, join(places.briefing, path)).split(sep).join('/'),
      );
      const ofTheme = new Set(inTheme.filter((path) => !/^\.\.(\/|$)/.test(path)));
      const changed = await Promise.all([folders.briefing.refresh(paths), folders.theme.refresh(ofTheme)]);
      return changed.includes(true);
    },
  };
}

type Work<T> = (world: World, diagnostics: Diagnostics) => Promise<T>;

interface Step {
  inputs: readonly unknown[];
  /** What was read, each with the answer. */
  read: { now(): unknown; then: unknown }[];
  findings: Diagnostics;
  result: unknown;
}

function isSame({ inputs, read }: Step, now: readonly unknown[]): boolean {
  if (inputs.length !== now.length || !inputs.every((input, at) => Object.is(input, now[at]))) return false;
  return read.every((each) => each.now() === each.then);
}

interface KeptFolder extends Folder {
  /** What is known of a file or list: the same object as long as it is the same. */
  known(name: string): unknown;
  refresh(paths: ReadonlySet<string>): Promise<boolean>;
}

/** Names of lists end with `/`. */
function keepFolder(folder: Folder): KeptFolder {
  const known = new Map<string, Promise<unknown>>();
  const ask = (name: string): Promise<unknown> =>
    name.endsWith('/') ? folder.list(name.slice(0, -1)) : folder.read(name);
  const keep = <T>(name: string): Promise<T> => {
    const before = known.get(name);
    if (before) return before as Promise<T>;
    const answer = ask(name);
    answer.catch(() => {}); // Told to whoever reads.
    known.set(name, answer);
    return answer as Promise<T>;
  };
  return {
    read: (path) => keep(path),
    list: (path) => keep(`${path}/`),
    known: (name) => known.get(name),
    async refresh(paths) {
      if (paths.size === 0) return false;
      const isTold = (name: string) =>
        [...paths].some(
          (path) => name === path || name.startsWith(`${path}/`) || (name.endsWith('/') && path.startsWith(name)),
        );
      // A path that nobody has read may be what a link leads to.
      const isKnown = [...paths].every((path) => known.has(path));
      const names = [...known.keys()].filter((name) => !isKnown || isTold(name));
      const changes = await Promise.all(
        names.map(async (name) => {
          const [before, answer] = [await outcome(known.get(name)), ask(name)];
          const now = await outcome(answer);
          if (isEqual(before, now)) return false;
          known.set(name, answer);
          return true;
        }),
      );
      return changes.includes(true);
    },
  };
}

function noted(folder: KeptFolder, read: Step['read']): Folder {
  const note = <T>(name: string, answer: Promise<T>): Promise<T> => {
    const then = folder.known(name);
    read.push({ then, now: () => folder.known(name) });
    return answer;
  };
  return {
    read: (path) => {
      const answer = folder.read(path);
      return note(path, answer);
    },
    list: (path) => {
      const answer = folder.list(path);
      return note(`${path}/`, answer);
    },
  };
}

async function outcome(answer: Promise<unknown> | undefined): Promise<unknown> {
  return answer?.catch((error) => ({ error: String(error) }));
}

function isEqual(a: unknown, b: unknown): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  return JSON.stringify(a) === JSON.stringify(b) && a instanceof Uint8Array === b instanceof Uint8Array;
}
