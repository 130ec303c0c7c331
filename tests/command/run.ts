import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../root.ts';

export interface Ended {
  code: number | null;
  signal: string | null;
  out: string;
  error: string;
}

export interface Setting {
  env?: Record<string, string>;
  /** Words for Node.js before the script. */
  node?: string[];
}

/** Runs the bundled `jianbao` with these words to its end. */
export function run(words: string[], setting: Setting = {}): Promise<Ended> {
  return ended(start(words, setting));
}

export function start(words: string[], { env = {}, node = [] }: Setting = {}): ChildProcess {
  const args = [...node, join(root, 'dist/cli.js'), ...words];
  return spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

export function ended(child: ChildProcess): Promise<Ended> {
  let [out, error] = ['', ''];
  child.stdout?.on('data', (part) => {
    out += part;
  });
  child.stderr?.on('data', (part) => {
    error += part;
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, error }));
  });
}

/** A new temporary folder with these paths of `from` in it. */
export function copyOf(from: string, paths: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'jianbao-command-'));
  for (const path of paths) cpSync(join(from, path), join(folder, path), { recursive: true });
  return folder;
}

/** Every file under a folder: path → content. */
export function contentOf(folder: string): Record<string, Buffer> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path))]));
}
