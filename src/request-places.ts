import { AuthorError, RequestError } from './base/diagnostic.ts';
import type { TextFile, Theme } from './model/briefing.ts';
import { placeAt } from './read/place.ts';

/**
 * Names the layout, partial or style in which the addresses stand that a page asked for, the briefing's own files first.
 * An address may be written otherwise than the browser tells it (`HTTP://2130706433` is `http://127.0.0.1`, and letters may
 * be escaped), so its parts are sought as well, the longest first. Other errors stay as they are.
 */
export function withRequestPlaces(error: unknown, theme: Theme): unknown {
  if (!(error instanceof RequestError)) return error;
  const files = [...theme.layouts.values(), ...theme.partials.values(), ...theme.styles.values()];
  const own = [...files].sort((a, b) => Number(isShipped(a)) - Number(isShipped(b)));
  return new AuthorError(
    error.diagnostics.map((diagnostic, index) => {
      const place = placeOf(error.addresses[index] ?? '', own);
      return place ? { ...diagnostic, place } : diagnostic;
    }),
  );
}

function isShipped({ file }: TextFile): boolean {
  return file.startsWith('theme:');
}

function placeOf(address: string, files: readonly TextFile[]) {
  for (const part of partsOf(address)) {
    for (const { file, text } of files) {
      let start = 0;
      for (const line of text.split('\n')) {
        const plain = decoded(line);
        const at = plain.toLowerCase().indexOf(part);
        // Where letters are escaped, the whole line is the place.
        if (at >= 0 && plain === line) return placeAt(file, text, start + at, part.length);
        if (at >= 0) return placeAt(file, text, start + line.search(/\S/), line.trim().length);
        start += line.length + 1;
      }
    }
  }
  return undefined;
}

function partsOf(address: string): string[] {
  const [, rest = address] = /^\w+:\/*(.*)$/.exec(address.toLowerCase()) ?? [];
  const path = rest.slice(rest.indexOf('/') + 1);
  const parts = [
    address.toLowerCase(),
    rest,
    path,
    path.slice(path.lastIndexOf('/') + 1),
    rest.split(/[/?#]/)[0] ?? '',
  ];
  return [...new Set(parts)].filter((part) => part.length > 2);
}

/** With character references of HTML and escapes of CSS read. */
function decoded(line: string): string {
  const character = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');
  return line
    .replace(/&#(?:x([\da-f]+)|(\d+));?/gi, (_, hex?: string, decimal?: string) =>
      character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replace(/\\([\da-f]{1,6}) ?/gi, (_, hex: string) => character(Number.parseInt(hex, 16)));
}
