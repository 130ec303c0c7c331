import type { ByteCache } from '../../base/byte-cache.ts';
import type { Diagnostics } from '../../base/diagnostic.ts';
import { fontFaceCss } from './stylesheet.ts';
import { type FontFormat, type FontSubset, type FontUsage, prepareCommon, subsetFonts } from './subset.ts';
import { type Coverage, fontUsage, loadCoverage, type MissingGlyph } from './usage.ts';

/**
 * `@font-face` rules with all the glyphs that a finished HTML document needs, fonts inside. A document that needs no more
 * than an earlier one of its format shares that one's fonts, so the order of calls must not depend on chance. `isSmall`
 * gives a document fonts of its own, with no character too many, cut from those of the earlier one.
 */
export interface FontFaces {
  (html: string, format: FontFormat, options?: { isSmall?: boolean }): Promise<string>;
  /** Loads what fonts for Chinese are cut from, while there is time. */
  prepare?(): Promise<void>;
}

/**
 * Cuts fonts for the documents of a run. Subsets are kept in `cache`, when given. A character that no font of
 * the theme has is the warning `glyph-missing`, once a run: a font of the reader's machine would have to stand in.
 */
export function fontFacesOf({
  cache,
  common,
  diagnostics,
  alphabet,
  cuts = {},
  isWarm = false,
}: FontFacesOptions): FontFaces {
  const sources = { ...(cache && { cache }), ...(common && { common }) };
  const reported = new Set<string>();
  const made: { format: FontFormat; usage: FontUsage; fonts: Promise<CutFonts> }[] = [];
  return Object.assign(facesOf, !isWarm && { prepare: async () => common && prepareCommon(common) });

  async function facesOf(html: string, format: FontFormat, { isSmall = false } = {}): Promise<string> {
    cuts.coverage ??= loadCoverage();
    const { usage, missing } = fontUsage(html, await cuts.coverage, isSmall ? undefined : alphabet);
    for (const glyph of missing) {
      if (!reported.has(glyph.character)) diagnostics.warning('glyph-missing', messageOf(glyph));
      reported.add(glyph.character);
    }
    const fitting = made.find((each) => each.format === format && covers(each.usage, usage));
    if (fitting && isSmall)
      return fontFaceCss(await subsetFonts(usage, { format, from: (await fitting.fonts).subsets }));
    if (fitting) return (await fitting.fonts).css;
    const fonts = cut(usage, format);
    if (!isSmall) made.push({ format, usage, fonts });
    return (await fonts).css;
  }

  function cut(usage: FontUsage, format: FontFormat): Promise<CutFonts> {
    const key = JSON.stringify([
      format,
      ...[...usage].map(([face, characters]) => [face, codePoints(characters).sort()]),
    ]);
    const known = cuts.styles?.get(key);
    if (known) return known;
    const fonts = subsetFonts(usage, { format, ...sources }).then((subsets) => ({
      subsets,
      css: fontFaceCss(subsets),
    }));
    if (cuts.styles) keepFew(cuts.styles, key, fonts);
    return fonts;
  }
}

export interface FontFacesOptions {
  /** Where subsets are kept from run to run. */
  cache?: ByteCache;
  /** Where the common parts of large faces are kept for all briefings, see `common.ts`. */
  common?: ByteCache | undefined;
  diagnostics: Diagnostics;
  /** Characters that other documents of the briefing may need, which this one is cut fonts for too. */
  alphabet?: string;
  /** Whether the cache is likely to hold the subsets, so that none has to be cut. */
  isWarm?: boolean;
  /** What the documents of several runs share. */
  cuts?: FontCuts;
}

/** Fonts cut by one run that the next may use. */
export interface FontCuts {
  coverage?: Promise<Coverage>;
  styles?: Map<string, Promise<CutFonts>>;
}

/** The fonts of a document and the `@font-face` rules with them inside. */
export interface CutFonts {
  css: string;
  subsets: FontSubset[];
}

/** The newest eight: most documents of a batch share theirs. */
function keepFew(styles: Map<string, Promise<CutFonts>>, key: string, fonts: Promise<CutFonts>): void {
  styles.set(key, fonts);
  const [oldest] = styles.keys();
  if (styles.size > 8 && oldest !== undefined) styles.delete(oldest);
}

/** Whether every character that one document needs of a face is in the subset cut for another. */
function covers(larger: FontUsage, smaller: FontUsage): boolean {
  return [...smaller].every(([face, characters]) => has(larger.get(face), characters));
}

function has(larger: string | ReadonlySet<number> | undefined, smaller: string | ReadonlySet<number> = ''): boolean {
  const have = new Set(codePoints(larger));
  return codePoints(smaller).every((codePoint) => have.has(codePoint));
}

function codePoints(characters: string | ReadonlySet<number> = ''): number[] {
  return typeof characters === 'string' ? [...characters].map((each) => each.codePointAt(0) ?? 0) : [...characters];
}

/** `no font of the theme has "한" (U+D55C), in "韩文한국"`. */
function messageOf({ character, text }: MissingGlyph): string {
  const at = Math.max(0, text.indexOf(character));
  const around = text
    .slice(Math.max(0, at - 20), at + 20)
    .trim()
    .replace(/\s+/g, ' ');
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `no font of the theme has "${character}" (U+${code}), in "${around}"`;
}
