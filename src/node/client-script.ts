import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** The page's bundled script, which stands beside this file when that is bundled too; empty before anything is bundled. */
export async function clientScript(): Promise<string> {
  const places = [new URL('./client.js', import.meta.url), new URL('../../dist/client.js', import.meta.url)];
  const found = places.find((place) => existsSync(place));
  return found ? (await readFile(found, 'utf8')).trim() : '';
}
