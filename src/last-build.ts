import { join } from 'node:path';
import type { ByteCache } from './base/byte-cache.ts';
import { digest } from './base/digest.ts';
import type { World } from './base/world.ts';
import type { BuildResult } from './build.ts';
import { type ReleaseMark, type ReleaseSettings, releaseMark } from './model/release.ts';
import { sameInputs } from './node/recorded-world.ts';
import { isWholeFile } from './node/whole-file.ts';

/** What a build read and made, so that the next one can tell that nothing has changed. */
interface LastBuild {
  /** As `RecordedWorld.inputs` gives it. */
  inputs: Record<string, string | null>;
  /** Product and version of the browser that printed. */
  browser?: string;
  /** When the briefing may be published, and what its outputs therefore say. */
  release: ReleaseSettings;
  mark?: ReleaseMark;
  /** Path in the output folder → digest of the file. */
  outputs: Record<string, string>;
  result: Pick<BuildResult, 'files' | 'warnings'>;
}

/** What decides, beside the files that are read, what a build makes. Plain JSON. */
export type BuildSettings = Record<string, unknown> & { output: string };

/** How this build stands to the last one with its settings. */
export interface Comparison {
  /**
   * What that one made, when every file that it read is the same now, the same browser would print, no embargo has ended,
   * and every file that it wrote still stands as it was written.
   */
  unchanged?: BuildResult;
  /** Whether a file that it read is another now. */
  isEdited: boolean;
}

export async function compareWithLast(
  cache: ByteCache,
  settings: BuildSettings,
  now: { world: World; browser: () => Promise<string>; moment: string },
): Promise<Comparison> {
  const bytes = await cache.get(keyOf(settings));
  if (bytes === undefined) return { isEdited: false };
  const { inputs, browser, release, mark, outputs, result }: LastBuild = JSON.parse(new TextDecoder().decode(bytes));
  const [isSame, ...checks] = await Promise.all([
    sameInputs(inputs, now.world).catch(() => false),
    browser === undefined ||
      now.browser().then(
        (found) => found === browser,
        () => false,
      ),
    ...Object.entries(outputs).map(([path, sha256]) => isWholeFile(join(settings.output, path), sha256)),
  ]);
  const isStill = isSame && checks.every(Boolean) && isSameMark(mark, releaseMark(release, now.moment));
  if (!isStill) return { isEdited: !isSame };
  return { isEdited: false, unchanged: { output: settings.output, ...result, stages: [], unchanged: true } };
}

/** Notes what a build read and made. */
export async function noteBuild(
  cache: ByteCache,
  settings: BuildSettings,
  made: Omit<LastBuild, 'outputs'> & { products: { path: string; bytes: Uint8Array }[] },
): Promise<void> {
  const { products, ...told } = made;
  const outputs = Object.fromEntries(products.map(({ path, bytes }) => [path, digest(bytes)]));
  await cache.set(keyOf(settings), new TextEncoder().encode(JSON.stringify({ ...told, outputs })));
}

function keyOf(settings: BuildSettings): string {
  return JSON.stringify(['build', settings]);
}

function isSameMark(one: ReleaseMark | undefined, other: ReleaseMark | undefined): boolean {
  return one?.type === other?.type && one?.until === other?.until;
}
