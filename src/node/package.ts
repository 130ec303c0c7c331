import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** jianbao's own package, as installed: its folder, its release and the folder of the shipped theme. */
export interface OwnPackage {
  folder: string;
  version: string;
  themeFolder: string;
  /** Digest of the bundled code; absent when it runs unbundled. */
  buildId?: string;
  /** Names of the packages whose files go into what is made: fonts, and what cuts them. */
  fontPackages: string[];
}

/** Found upwards from this module, which stands in `dist/` when bundled and in `src/node/` under test. */
export function ownPackage(): OwnPackage {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; ; folder = dirname(folder)) {
    const { name, version, dependencies = {} } = readManifest(join(folder, 'package.json'));
    if (name === 'jianbao') {
      return {
        folder,
        version: version ?? '0.0.0',
        themeFolder: join(folder, 'templates'),
        buildId: readText(join(here, 'build-id')),
        fontPackages: Object.keys(dependencies).filter((each) => /fonts?\//.test(each) || each === 'harfbuzzjs'),
      };
    }
    if (dirname(folder) === folder) throw new Error('the package "jianbao" is not whole: its package.json is missing');
  }
}

function readManifest(path: string): { name?: string; version?: string; dependencies?: Record<string, string> } {
  try {
    return JSON.parse(readText(path) ?? '{}');
  } catch {
    return {};
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
