/** A document that runs nothing and fetches nothing, parted into its fonts and the rest. */
export interface StillDocument {
  /** Its `@font-face` rules, whose fonts are `data:` addresses; empty when it brings none. */
  fonts: string;
  /** The document without them. */
  rest: string;
}

/**
 * Parts a document that can take another's place in a tab that has its fonts, which spares the browser to decode them
 * again; undefined for one that has to be loaded, because it runs scripts or asks for something.
 */
export function stillDocument(html: string): StillDocument | undefined {
  if (!/^<!doctype html>/i.test(html)) return undefined;
  const fonts = fontsOf(html);
  const rest = html.replace(fonts, '');
  return isActive(rest) ? undefined : { fonts, rest };
}

/** The `@font-face` rules of a document that stand together, as pages of jianbao bring them. */
export function fontsOf(html: string): string {
  const [fonts = ''] = fontFaces.exec(html) ?? [];
  return fonts;
}

const fontFaces = /(?:@font-face\s*\{[^}]*\}\s*)+/;

/** What may run or fetch something; rather too much is taken for it than too little. */
const active = [
  /<(?:script|link|base|iframe|frame|object|embed|applet|portal|img|image|feimage|picture|source|video|audio|track|input)\b/i,
  /<meta\b[^>]*[\s"'/]http-equiv\b/i,
  // Of SVG only what refers to the document itself.
  /<(?!a\b)[a-z][^<>]*[\s"'/](?:xlink:)?href\s*=\s*["']?(?!["']?#)/i,
  /[\s"'/](?:src|srcset|srcdoc|poster|background|data|on[a-z]+)\s*=/i,
  /@import|\burl\(\s*["']?(?!["']?#)|\b(?:src|image-set)\(/i,
  // Letters as CSS and HTML may escape them, which could spell any of these; text is escaped in fewer ways.
  /\\0{0,4}(?:4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])(?![0-9a-f])|\\[g-z]/i,
  /&(?!(?:amp|quot|lt|gt|#39);)[#a-z]/i,
];

function isActive(html: string): boolean {
  return active.some((pattern) => pattern.test(html));
}
