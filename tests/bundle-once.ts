import { execFileSync } from 'node:child_process';
import { root } from './root.ts';

/** Bundles into `dist/`, once for all projects of a run. */
export function setup(): void {
  if (process.env.JIANBAO_TEST_BUNDLED) return;
  process.env.JIANBAO_TEST_BUNDLED = 'yes';
  execFileSync(process.execPath, ['scripts/bundle.js'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
}
