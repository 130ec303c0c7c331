import { readFile } from 'node:fs/promises';
import { type ByteCache, kept, noCache } from '../../base/byte-cache.ts';
import { packageVersion } from '../../base/package-version.ts';
import { commonCharacters, isLarge } from './common.ts';
import { type Face, type FaceId, facePath, faces } from './faces.ts';
import { cutFont, prepareCutting } from './harfbuzz.ts';
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

export interface CutOptions {
  format: FontFormat;
  /** Where subsets are kept. */
  cache?: ByteCache;
  /** Where large faces are kept that were cut to the common characters, for all briefings of a machine. */
  common?: ByteCache;
  /** Subsets that have all the characters, of which smaller ones are cut. */
  from?: FontSubset[];
}

/**
 * Cuts each face down to its characters and what shaping makes of them; the same usage gives the same bytes, whatever they
 * are cut from. Faces come in the order of `faces`.
 */
export async function subsetFonts(usage: FontUsage, { format, from, ...options }: CutOptions): Promise<FontSubset[]> {
  const used = faces.map((face) => ({ face, characters: charactersOf(usage.get(face.id)) }));
  return Promise.all(
    used
      .filter(({ characters }) => characters.length > 0)
      .map(async ({ face, characters }) => {
        const larger = from?.find((each) => each.face.id === face.id)?.truetype;
        return { face, format, ...(await subset(face, characters, format, { ...options, larger })) };
      }),
  );
}

/** Loads what most texts in Chinese are cut from, and what cuts it. */
export async function prepareCommon(common: ByteCache): Promise<void> {
  await Promise.all(faces.filter(isLarge).map((face) => commonPart(face, common)));
  prepareCutting();
}

interface Sources extends Pick<CutOptions, 'cache' | 'common'> {
  larger: Uint8Array | undefined;
}

async function subset(
  face: Face,
  characters: number[],
  format: FontFormat,
  { cache = noCache, common, larger }: Sources,
): Promise<{ truetype: Uint8Array; bytes: Uint8Array }> {
  const make = async () => cutFont(larger ?? (await sourceOf(face, characters, common)), characters, features);
  const truetype = await kept(cache, cacheKey(face, characters, 'truetype'), make);
  if (format === 'truetype') return { truetype, bytes: truetype };
  return { truetype, bytes: await kept(cache, cacheKey(face, characters, 'woff2'), async () => packWoff2(truetype)) };
}

/** The face as installed, or of a large one the common part if that has all the characters. */
async function sourceOf(face: Face, characters: number[], common: ByteCache | undefined): Promise<Uint8Array> {
  if (common && isLarge(face) && characters.every((codePoint) => commonCharacters().has(codePoint)))
    return commonPart(face, common);
  return readFile(facePath(face));
}

const commonParts = new WeakMap<ByteCache, Map<FaceId, Promise<Uint8Array>>>();

function commonPart(face: Face, common: ByteCache): Promise<Uint8Array> {
  const parts = commonParts.get(common) ?? new Map<FaceId, Promise<Uint8Array>>();
  commonParts.set(common, parts);
  const known = parts.get(face.id);
  if (known) return known;
  const characters = charactersOf(commonCharacters());
  const part = kept(common, cacheKey(face, characters, 'truetype'), async () =>
    cutFont(await readFile(facePath(face)), characters, features),
  );
  parts.set(face.id, part);
  return part;
}

/** Each character once, in order of code point. */
function charactersOf(characters: string | ReadonlySet<number> = ''): number[] {
  const codePoints =
    typeof characters === 'string'
      ? new Set([...characters].map((character) => character.codePointAt(0) ?? 0))
      : characters;
  return [...codePoints].sort((a, b) => a - b);
}

function cacheKey(face: Face, characters: number[], format: FontFormat): string {
  const parts = [recipe, format, face.id, ...versions(face), features.join(), String.fromCodePoint(...characters)];
  return JSON.stringify(format === 'woff2' ? [...parts, process.versions.brotli ?? process.version] : parts);
}

/** Changes when this file or the packing makes other bytes of the same input. */
const recipe = 'font-subset/2';

function versions(face: Face): string[] {
  const fontPackage = face.file.split('/').slice(0, 2).join('/');
  return [fontPackage, 'harfbuzzjs'].map(versioned);
}

const known = new Map<string, string>();

function versioned(name: string): string {
  const before = known.get(name) ?? `${name}@${packageVersion(name)}`;
  known.set(name, before);
  return before;
}

/**
 * Layout features that the styles use: kerning and marks, language forms, ligatures, tabular, proportional and lining
 * figures, and the half-width forms that `text-spacing-trim` closes up Chinese punctuation with.
 */
const features = 'ccmp chws halt kern liga lnum locl mark mkmk palt pnum tnum'.split(' ');
