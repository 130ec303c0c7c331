import type { LanguageTag } from '../../base/language.ts';
import { type Advances, readAdvances } from './advances.ts';
import { faceOf, facePath, familiesFor } from './faces.ts';

/** How a run of text is set: size in pixels, weight, and the language that decides which font is asked first. */
export interface TextStyle {
  size: number;
  bold: boolean;
  language: LanguageTag;
}

/** Measures text as the embedded sans faces will set it. */
export interface TextMetrics {
  /**
   * Width in pixels: the sum of advance widths, each character from the first face that has it, with the gap that
   * `text-autospace` puts between Chinese and Latin characters of Chinese text. Without kerning, so a hair too wide.
   */
  width(text: string, style: TextStyle): number;
}

/** Reads the widths of the four sans faces (about 10 ms) and measures with them. */
export async function loadMetrics(): Promise<TextMetrics> {
  const [latin, latinBold, chinese, chineseBold] = await Promise.all([
    readAdvances(facePath(faceOf('Source Sans 3', { bold: false }))),
    readAdvances(facePath(faceOf('Source Sans 3', { bold: true }))),
    readAdvances(facePath(faceOf('Noto Sans SC', { bold: false }))),
    readAdvances(facePath(faceOf('Noto Sans SC', { bold: true }))),
  ]);
  const chains = {
    latin: { regular: remembered([latin, chinese]), bold: remembered([latinBold, chineseBold]) },
    chinese: { regular: remembered([chinese, latin]), bold: remembered([chineseBold, latinBold]) },
  };
  return {
    width(text, { size, bold, language }) {
      const isFullWidth = familiesFor('sans', language)[0] === 'Noto Sans SC';
      const chain = isFullWidth ? chains.chinese : chains.latin;
      const advance = bold ? chain.bold : chain.regular;
      let em = isFullWidth ? autospace * (text.match(scriptBorders)?.length ?? 0) : 0;
      for (const character of text) {
        em += isFullWidth && character === '—' ? 1 : advance(character.codePointAt(0) ?? 0);
      }
      return em * size;
    },
  };
}

// Beside Chinese characters Noto's dash is full-width by its `locl` feature, which its character map does not tell.

/** CSS Text 4: an eighth of an em where ideographs meet letters or digits. */
const autospace = 1 / 8;
const scriptBorders =
  /(?<=\p{Ideographic})(?=[\p{Nd}\p{Script=Latin}])|(?<=[\p{Nd}\p{Script=Latin}])(?=\p{Ideographic})/gu;

/** Asks face after face, as CSS does for each character, and remembers the answer. */
function remembered(chain: Advances[]): (codePoint: number) => number {
  const known = new Map<number, number>();
  return (codePoint) => {
    const before = known.get(codePoint);
    if (before !== undefined) return before;
    let advance: number | undefined;
    for (const face of chain) advance ??= face(codePoint);
    const width = advance ?? widthOfUnknown(codePoint);
    known.set(codePoint, width);
    return width;
  };
}

/** A system font will draw it: wide from U+1100 Hangul on where East Asian scripts and symbols lie, else half as wide. */
function widthOfUnknown(codePoint: number): number {
  if (codePoint < 0x20) return 0;
  return (codePoint >= 0x1100 && codePoint <= 0x115f) || codePoint >= 0x2e80 ? 1 : 0.5;
}
