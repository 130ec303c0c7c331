import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const cli = join(root, 'dist', 'cli.js');

/** Processor, memory, load and versions, and the browser that builds choose: a first run has unpacked it. */
export function machine() {
  const doctor = JSON.parse(execFileSync(process.execPath, [cli, 'doctor', '--json'], { encoding: 'utf8' }));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const puppeteer = createRequire(import.meta.url)('puppeteer/package.json').version;
  const processor = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`;
  return {
    browser: executableOf(doctor),
    words: [
      `machine   ${processor}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, load ${loadavg()[0].toFixed(1)}`,
      `versions  jianbao ${version}, Node ${process.versions.node}, ${doctor.started?.product}, Puppeteer ${puppeteer}`,
    ].join('\n'),
  };
}

/** The executable of the browser that builds choose; a packaged one was unpacked into the cache. */
function executableOf({ browsers, cache }) {
  const chosen = browsers.find((browser) => browser.chosen);
  if (!chosen) throw new Error('no browser was found: see `jianbao doctor`');
  return chosen.kind === 'packaged' ? join(cache.folder, `chromium-${chosen.version}`, 'chromium') : chosen.path;
}
