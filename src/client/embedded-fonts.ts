/** Text set in a list of families. */
export interface FontUse {
  /** CSS `font-family`. */
  family: string;
  text: string;
  language: string;
  bold?: boolean;
}

/**
 * Those `@font-face` rules of the page that a text needs; the fonts are inside them. A drawing may set any of its labels
 * bold, so both weights go along; a family for Chinese is large and goes along only where there is Chinese.
 */
export function embeddedFonts(uses: FontUse[]): string {
  const wanted = new Set(uses.flatMap(familiesOf));
  return [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => wanted.has(plain(style.getPropertyValue('font-family'))))
    .filter(({ style }) => style.getPropertyValue('font-style') !== 'italic')
    .map(({ cssText }) => cssText)
    .join('');
}

function familiesOf({ family, text, language }: FontUse): string[] {
  const families = family.split(',').map(plain);
  const isChinese = language.startsWith('zh') || /[\u2e80-\uffef]/.test(text);
  return isChinese ? families : families.slice(0, 1);
}

function plain(family: string): string {
  return family.trim().replace(/^["']|["']$/g, '');
}
