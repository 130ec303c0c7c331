import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './machine.js';

/** The browser that a build would print with. */
export async function openBrowser() {
  const { findBrowser, launchBrowser } = await bundled(`export { findBrowser } from './src/print/find-browser.ts';
    export { launchBrowser } from './src/print/launch.ts';`);
  const launched = await launchBrowser(await findBrowser({ env: process.env }), { env: process.env });
  return { browser: launched.puppeteer, close: () => launched.close() };
}

/** Imports parts of the source, which `dist/` does not hand out. */
async function bundled(contents) {
  const outfile = join(root, 'dist', 'bench.js');
  const stdin = { contents, resolveDir: root, loader: 'ts' };
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external' });
  const made = await import(pathToFileURL(outfile).href);
  rmSync(outfile);
  return made;
}
