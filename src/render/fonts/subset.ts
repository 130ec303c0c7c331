import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type ByteCache, kept, noCache } from '../../base/byte-cache.ts';
import { type Face, type FaceId, facePath, faces } from './faces.ts';
import { packWoff2 } from './woff2.ts';

/** The part of a face that a document needs. */
export interface FontSubset {
  face: Face;
  format: FontFormat;
  bytes: Uint8Array;
  /** The same as TrueType, which more can be cut from. */
  truetype: Uint8Array;
}

/** `woff2` is small, for pages; `truetype` is what a browser prints from fastest. */
export type FontFormat = 'woff2' | 'truetype';

/** Characters that each face has to have, as text or as code points. */
export type FontUsage = ReadonlyMap<FaceId, string | ReadonlySet<number>>;

/**
 * Cuts each face down to its characters and what shaping makes of them; the same usage gives the same bytes. Subsets are
 * kept in `cache`. Faces come in the order of `faces`.
 */
export async function subsetFonts(
  usage: FontUsage,
  { format, cache = noCache, from }: { format: FontFormat; cache?: ByteCache; from?: FontSubset[] },
): Promise<FontSubset[]> {
  const used = faces.filter((face) => charactersOf(usage.get(face.id)) !== '');
  return Promise.all(
    used.map(async (face) => {
      const larger = from?.find((each) => each.face.id === face.id)?.truetype;
      return { face, format, ...(await subset(face, charactersOf(usage.get(face.id)), format, cache, larger)) };
    }),
  );
}

async function subset(
  face: Face,
  characters: string,
  format: FontFormat,
  cache: ByteCache,
  larger: Uint8Array | undefined,
): Promise<{ truetype: Uint8Array; bytes: Uint8Array }> {
  const make = () => cut(face, characters, larger);
  const truetype = await kept(cache, cacheKey(face, characters, 'truetype'), make);
  if (format === 'truetype') return { truetype, bytes: truetype };
  return { truetype, bytes: await kept(cache, cacheKey(face, characters, 'woff2'), async () => packWoff2(truetype)) };
}

async function cut(face: Face, characters: string, larger: Uint8Array | undefined): Promise<Uint8Array> {
  const [{ default: subsetFont }, font] = await Promise.all([
    import('subset-font'),
    larger ? Buffer.from(larger) : readFile(facePath(face)),
  ]);
  return subsetFont(font, characters, { targetFormat: 'truetype', keepFeatures: features, noHinting: true });
}

/** Each character once, in order of code point. */
function charactersOf(characters: string | ReadonlySet<number> = ''): string {
  const codePoints =
    typeof characters === 'string'
      ? new Set([...characters].map((character) => character.codePointAt(0) ?? 0))
      : characters;
  return String.fromCodePoint(...[...codePoints].sort((a, b) => a - b));
}

function cacheKey(face: Face, characters: string, format: FontFormat): string {
  const parts = [recipe, format, face.id, ...versions(face), features.join(), characters];
  return JSON.stringify(format === 'woff2' ? [...parts, process.versions.brotli ?? process.version] : parts);
}

/** Changes when this file or the packing makes other bytes of the same input. */
const recipe = 'font-subset/2';

function versions(face: Face): string[] {
  const require = createRequire(import.meta.url);
  const fontPackage = face.file.split('/').slice(0, 2).join('/');
  return [fontPackage, 'subset-font'].map((name) => `${name}@${require(`${name}/package.json`).version}`);
}

/**
 * Layout features that the styles use: kerning and marks, language forms, ligatures, tabular, proportional and lining
 * figures, and the half-width forms that `text-spacing-trim` closes up Chinese punctuation with.
 */
const features = 'ccmp chws halt kern liga lnum locl mark mkmk palt pnum tnum'.split(' ');
