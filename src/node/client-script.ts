import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/**
 * The page's scripts: `early` runs before the page is painted, `client` brings it to life, a runtime draws charts anew;
 * `figure-page` is for a figure by itself, `preview` for a page that is served while it is written.
 */
export type ClientScript = 'early' | 'client' | 'preview' | 'figure-page' | 'runtime' | 'runtime-full';

/** A bundled script of the page, which stands beside this file when that is bundled too; empty before anything is bundled. */
export async function clientScript(name: ClientScript): Promise<string> {
  const places = [new URL(`./${name}.js`, import.meta.url), new URL(`../../dist/${name}.js`, import.meta.url)];
  const found = places.find((place) => existsSync(place));
  return found ? (await readFile(found, 'utf8')).trim() : '';
}
