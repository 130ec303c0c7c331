import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** jianbao's own package, as installed: its folder, its release and the folder of the shipped theme. */
export interface OwnPackage {
  folder: string;
  version: string;
  themeFolder: string;
}

/** Found upwards from this module, which stands in `dist/` when bundled and in `src/node/` under test. */
export function ownPackage(): OwnPackage {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const { name, version } = readManifest(join(folder, 'package.json'));
    if (name === 'jianbao') return { folder, version: version ?? '0.0.0', themeFolder: join(folder, 'templates') };
    if (dirname(folder) === folder) throw new Error('the package "jianbao" is not whole: its package.json is missing');
  }
}

function readManifest(path: string): { name?: string; version?: string } {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}
