import type { Diagnostics } from '../../base/diagnostic.ts';
import { fontFaceCss } from './stylesheet.ts';
import { type FontFormat, subsetFonts } from './subset.ts';
import { type Coverage, fontUsage, loadCoverage, type MissingGlyph } from './usage.ts';

/** `@font-face` rules with all the glyphs that a finished HTML document needs, fonts inside. */
export type FontFaces = (html: string, format: FontFormat) => Promise<string>;

/**
 * Cuts fonts for the documents of a run. Subsets are kept in the folder `cache`, when given. A character that no font of
 * the theme has is the warning `glyph-missing`, once a run: a font of the reader's machine would have to stand in.
 */
export function fontFacesOf({ cache, diagnostics }: { cache?: string; diagnostics: Diagnostics }): FontFaces {
  let coverage: Promise<Coverage> | undefined;
  const reported = new Set<string>();
  return async (html, format) => {
    coverage ??= loadCoverage();
    const { usage, missing } = fontUsage(html, await coverage);
    for (const glyph of missing) {
      if (!reported.has(glyph.character)) diagnostics.warning('glyph-missing', messageOf(glyph));
      reported.add(glyph.character);
    }
    return fontFaceCss(await subsetFonts(usage, { format, ...(cache !== undefined && { cache }) }));
  };
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
