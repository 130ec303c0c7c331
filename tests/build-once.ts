import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setup as bundleOnce } from './bundle-once.ts';
import { root } from './root.ts';

/** Bundles, then builds the default briefing into a temporary folder, which tests find in `JIANBAO_TEST_OUTPUT`. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'jianbao-whole-'));
  const run = (...args: string[]) =>
    execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    bundleOnce();
    run('dist/cli.js', 'build', '--quiet', '--emit', 'report', '--output', folder);
  } catch (error) {
    remove();
    throw error;
  }
  process.env.JIANBAO_TEST_OUTPUT = folder;
  return remove;
}
