import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { cacheFolder } from '../base/cache-folder.ts';
import { ownPackage } from './package.ts';

/** Where what V8 compiles of a script is kept: of this bundle, for this release of V8 and its settings. */
export function keptCode(name: string): string | undefined {
  const { buildId } = ownPackage();
  const version = cachedDataVersionTag().toString(16);
  return buildId && join(cacheFolder(process.env), `code-${buildId.slice(0, 16)}-${version}`, name);
}
