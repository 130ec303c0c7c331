declare module 'subset-font' {
  /** The part of a font that the characters of a text need, cut by HarfBuzz. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options?: { targetFormat?: 'truetype' | 'woff' | 'woff2'; keepFeatures?: string[]; noHinting?: boolean },
  ): Promise<Uint8Array>;
}
