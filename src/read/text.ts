import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import { placeAt } from './place.ts';

/** Names that `encoding` may have, as authors write them → the WHATWG Encoding Standard's. */
const encodings: Record<string, string> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
};

/**
 * The text of a file, without byte-order mark and with `\n` as line end, or undefined after reporting
 * `encoding-unknown` or `encoding-invalid`. Without a declared encoding it is UTF-8, or GB18030 when the bytes cannot be
 * UTF-8 but are GB18030 throughout (spreadsheets in China save it so).
 */
export function decodeText(
  bytes: Uint8Array,
  file: string,
  diagnostics: Diagnostics,
  encoding?: string,
): string | undefined {
  const label = encoding === undefined ? undefined : encodings[encoding.toLowerCase()];
  if (encoding !== undefined && label === undefined) {
    diagnostics.error(
      'encoding-unknown',
      `no encoding "${encoding}"`,
      { file },
      didYouMean(encoding, ['utf-8', 'gb18030']),
      'known: utf-8, gb18030',
    );
    return undefined;
  }
  if (isUtf16(bytes)) {
    diagnostics.error(
      'encoding-invalid',
      'the file is UTF-16',
      { file },
      'save it as "CSV UTF-8" or as plain text in UTF-8',
    );
    return undefined;
  }
  const text =
    decode(bytes, label ?? 'utf-8') ??
    (label === undefined && looksLikeGb18030(bytes) ? decode(bytes, 'gb18030') : undefined);
  if (text !== undefined) return text;
  reportBadByte(bytes, file, label ?? 'utf-8', diagnostics);
  return undefined;
}

/** The text of a file for showing to people: undecodable bytes become U+FFFD. */
export function decodeLoosely(bytes: Uint8Array): string {
  const label = decode(bytes, 'utf-8') === undefined && looksLikeGb18030(bytes) ? 'gb18030' : 'utf-8';
  return withUnixLineEnds(new TextDecoder(label).decode(bytes));
}

function decode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return withUnixLineEnds(new TextDecoder(label, { fatal: true }).decode(bytes)).replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

function withUnixLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/**
 * Most byte pairs of UTF-8 text are GB18030 too, so "decodes as GB18030" alone proves nothing: the bytes read as UTF-8
 * must be mostly wrong as well, not one broken character in a file that is otherwise UTF-8.
 */
function looksLikeGb18030(bytes: Uint8Array): boolean {
  if (decode(bytes, 'gb18030') === undefined) return false;
  const asUtf8 = new TextDecoder('utf-8').decode(bytes);
  const wrong = asUtf8.match(/\uFFFD/g)?.length ?? 0;
  const right = asUtf8.match(/[^\0-\x7F\uFFFD]/g)?.length ?? 0;
  return wrong > right;
}

function reportBadByte(bytes: Uint8Array, file: string, label: string, diagnostics: Diagnostics): void {
  if (label === 'gb18030' && decode(bytes, 'utf-8') !== undefined) {
    const hint = 'the file is UTF-8: take the declared encoding away';
    diagnostics.error('encoding-invalid', 'bytes that are not GB18030', { file }, hint);
    return;
  }
  const loose = withUnixLineEnds(new TextDecoder(label).decode(bytes)).replace(/^\uFEFF/, '');
  const isGb18030 = label === 'utf-8' && looksLikeGb18030(bytes);
  diagnostics.error(
    'encoding-invalid',
    `bytes that are not ${label === 'utf-8' ? 'UTF-8' : 'GB18030'}`,
    placeAt(file, loose, Math.max(0, loose.indexOf('\uFFFD')), 1),
    isGb18030 ? 'the file looks like GB18030: declare "encoding": "gb18030", or save it as UTF-8' : undefined,
  );
}
