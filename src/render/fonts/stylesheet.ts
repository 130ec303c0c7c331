import type { FontSubset } from './subset.ts';

/**
 * `@font-face` rules with the subsets inside them as data URIs. Families keep their own names, so that
 * `fontFamilyCss(role, language)` says which is asked first; nothing else is ever loaded.
 */
export function fontFaceCss(subsets: readonly FontSubset[]): string {
  return subsets.map(fontFaceRule).join('\n');
}

function fontFaceRule({ face, format, bytes }: FontSubset): string {
  const type = format === 'woff2' ? 'font/woff2' : 'font/ttf';
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const source = `url(data:${type};base64,${data}) format("${format}")`;
  return (
    `@font-face{font-family:"${face.family}";font-style:${face.style};font-weight:${face.weight};` +
    `font-display:block;src:${source}}`
  );
}
