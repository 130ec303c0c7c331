import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentOf, copyOf, type Ended, ended, run, start } from '../command/run.ts';
import { root } from '../root.ts';

export interface Scene {
  /** A copy of the smallest briefing. */
  folder: string;
  output: string;
  /** The temporary folder of its builds, theirs alone. */
  temporary: string;
  /** Words of a build that prints one PDF beside the page and takes the pictures of the share set. */
  words: string[];
  env: Record<string, string>;
  close(): void;
}

/** The smallest briefing in a folder of its own, with a temporary folder of its own. */
export function scene(): Scene {
  const folder = copyOf(join(root, 'tests/cases/minimal/input'), ['.']);
  const temporary = mkdtempSync(join(tmpdir(), 'jianbao-faults-'));
  return {
    folder,
    output: join(folder, 'output'),
    temporary,
    words: ['build', folder, '--quiet', '--language', 'en'],
    env: { TMPDIR: temporary },
    close: () => {
      for (const each of [folder, temporary]) rmSync(each, { recursive: true, force: true });
    },
  };
}

/** Changes the briefing, so that the next build writes something else. */
export function revise({ folder }: Scene, jobs: number): void {
  const file = join(folder, 'data/facts.csv');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/(?<=new-urban-jobs,)\d+/, String(jobs)));
}

/** Every file of the output, and what else stands there; nothing when there is none. */
export const outputOf = ({ output }: Scene): Record<string, Buffer> => (existsSync(output) ? contentOf(output) : {});

/** What a build must not leave: temporary files and folders of its own, and processes of its browser. */
export async function leftovers({ folder, temporary }: Scene): Promise<string[]> {
  const hidden = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(new|old)$|\.\d+-[0-9a-f]{8}$/.test(path),
  );
  // A process that was killed may take a moment to be gone.
  for (let tries = 0; tries < 250 && browserProcesses(temporary).length > 0; tries++) await soon();
  return [...hidden, ...readdirSync(temporary), ...browserProcesses(temporary)];
}

/** Command lines of the processes whose browser's profile is in this temporary folder. */
export function browserProcesses(temporary: string): string[] {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(commandLine).filter((line) => line.includes(join(temporary, 'jianbao-browser-')));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What is killed is killed each time, or once, so that the second try goes well. */
export type Act =
  | 'kill-browser'
  | 'kill-browser-once'
  | 'stop-browser'
  | 'kill-pages'
  | 'kill-pages-once'
  | 'SIGINT'
  | 'SIGTERM'
  | 'SIGKILL';

/**
 * Words for Node.js that make a build suffer at the moment when it first sends the browser this command of the DevTools
 * protocol (https://chromedevtools.github.io/devtools-protocol/): the one moment that is the same on every machine.
 */
export function at(command: string, act: Act): string[] {
  const script = `
    import { subscribe } from 'node:diagnostics_channel';
    import { readdirSync, readFileSync } from 'node:fs';
    const kill = (pid, signal) => { try { process.kill(pid, signal); } catch {} };
    const stat = (pid) => { try { return readFileSync('/proc/' + pid + '/stat', 'latin1'); } catch { return ''; } };
    const line = (pid) => { try { return readFileSync('/proc/' + pid + '/cmdline', 'latin1'); } catch { return ''; } };
    const inGroup = (group) => readdirSync('/proc').filter((pid) => /^\\d+$/.test(pid))
      .filter((pid) => Number(stat(pid).split(') ')[1]?.split(' ')[2]) === group);
    let acted = false;
    const act = (child) => {
      const act = ${JSON.stringify(act)};
      if (acted && act !== 'kill-pages' && act !== 'kill-browser') return;
      acted = true;
      if (act.startsWith('kill-browser')) kill(child.pid, 'SIGKILL');
      else if (act === 'stop-browser') for (const pid of inGroup(child.pid)) kill(Number(pid), 'SIGSTOP');
      else if (act.startsWith('kill-pages'))
        for (const pid of inGroup(child.pid)) { if (line(pid).includes('--type=renderer')) kill(Number(pid), 'SIGKILL'); }
      else process.kill(process.pid, act);
    };
    subscribe('child_process', ({ process: child }) => process.nextTick(() => {
      if (!child.spawnargs?.some((word) => word.includes('jianbao-browser-'))) return;
      const pipe = child.stdio[3];
      const write = pipe.write;
      pipe.write = function (message, ...more) {
        if (String(message).includes('"method":"${command}"')) act(child);
        return write.call(this, message, ...more);
      };
    }));`;
  return ['--import', `data:text/javascript,${encodeURIComponent(script)}`];
}

/** Builds to the end. */
export const build = (
  { words, env }: Scene,
  more: { words?: string[]; node?: string[]; env?: Record<string, string> } = {},
): Promise<Ended> => run([...words, ...(more.words ?? [])], { env: { ...env, ...more.env }, node: more.node ?? [] });

/** Begins a build and ends it with a signal after some milliseconds; gives how it ended. */
export async function aborted({ words, env }: Scene, signal: NodeJS.Signals, after: number): Promise<Ended> {
  const child = start(words, { env });
  const end = ended(child);
  const timer = setTimeout(() => child.kill(signal), after);
  const how = await end;
  clearTimeout(timer);
  return how;
}

/** Numbers from 0 to 1, the same in every run (xorshift, Marsaglia 2003). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** An empty folder of one's own. */
export function emptyFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}
