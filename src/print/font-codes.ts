import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFPage } from '@cantoo/pdf-lib';
import { type FontFault, fontFault } from './font-faults.ts';
import { readStream } from './page-content.ts';

/** How a font of a PDF writes characters: two-byte codes as four hexadecimal digits, lower case. */
export interface FontCodes {
  /** The text of a string of codes, by the font's ToUnicode map (ISO 32000-1, 9.10.3). */
  decode(hex: string): string;
  /** The code that stands for a character alone. */
  code(character: string): string | undefined;
  /** Advance width in thousandths of the font's size. */
  width(code: string): number;
}

const known = new WeakMap<PDFDict, FontCodes>();

/** The composite fonts that a page may use, by their resource names. */
export function fontCodes(page: PDFPage): Map<string, FontCodes> {
  return new Map(fontsOf(page, 'Type0').map(([name, font]) => [name, codesOf(font)]));
}

/** A font as text is read in it. */
export interface ReadingFont {
  /** Hexadecimal digits of a code. */
  digits: 2 | 4;
  /** The text of a code; empty where it has none. */
  decode(code: string): string;
  fault?: FontFault;
}

const knownForReading = new WeakMap<PDFDict, ReadingFont>();

/** All fonts that a page may use in text, those of Type 3 too, which have codes of one byte. */
export function readingFonts(page: PDFPage): Map<string, ReadingFont> {
  return new Map(
    fontsOf(page, 'Type0', 'Type3').map(([name, font]) => {
      const read = knownForReading.get(font) ?? readingFont(font);
      knownForReading.set(font, read);
      return [name, read];
    }),
  );
}

function readingFont(font: PDFDict): ReadingFont {
  const fault = fontFault(font);
  const shared = fault && { fault };
  if (font.lookup(PDFName.of('Subtype')) === PDFName.of('Type0'))
    return { digits: 4, decode: codesOf(font).decode, ...shared };
  const texts = readToUnicode(readStream(font.lookup(PDFName.of('ToUnicode'))));
  return { digits: 2, decode: (code) => texts.get(code) ?? '', ...shared };
}

function fontsOf(page: PDFPage, ...subtypes: string[]): [string, PDFDict][] {
  const wanted = new Set<unknown>(subtypes.map((subtype) => PDFName.of(subtype)));
  const fonts = page.node.Resources()?.lookupMaybe(PDFName.of('Font'), PDFDict);
  return (fonts?.keys() ?? []).flatMap((name): [string, PDFDict][] => {
    const font = fonts?.lookup(name);
    if (!(font instanceof PDFDict) || !wanted.has(font.lookup(PDFName.of('Subtype')))) return [];
    return [[name.decodeText(), font]];
  });
}

function codesOf(font: PDFDict): FontCodes {
  const codes = known.get(font) ?? readFont(font);
  known.set(font, codes);
  return codes;
}

function readFont(font: PDFDict): FontCodes {
  const texts = readToUnicode(readStream(font.lookup(PDFName.of('ToUnicode'))));
  const codes = new Map(Array.from(texts, ([code, text]) => [text, code]));
  let widths: Widths | undefined;
  return {
    decode: (hex) => (hex.toLowerCase().match(/.{4}/g) ?? []).map((code) => texts.get(code) ?? '').join(''),
    code: (character) => codes.get(character),
    width(code) {
      widths ??= readWidths(font);
      return widths.of.get(Number.parseInt(code, 16)) ?? widths.otherwise;
    },
  };
}

function readToUnicode(map: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [, entries = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', text = ''] of entries.matchAll(/<(\w{2,4})>\s*<(\w+)>/g))
      texts.set(code.toLowerCase(), utf16(text));
  }
  for (const [, entries = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', text = ''] of entries.matchAll(/<(\w{2,4})>\s*<(\w{2,4})>\s*<(\w+)>/g)) {
      const [first, last] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      for (let code = first; code <= last; code++)
        texts.set(hexOf(code, from.length), later(utf16(text), code - first));
    }
  }
  return texts;
}

function utf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

/** The text whose last code unit is `steps` further on. */
function later(text: string, steps: number): string {
  return text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + steps);
}

function hexOf(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

interface Widths {
  of: Map<number, number>;
  otherwise: number;
}

/** Reads `W` of a CIDFont: `c [w1 w2 …]` or `first last w` (ISO 32000-1, 9.7.4.3). */
function readWidths(font: PDFDict): Widths {
  const descendant = font.lookup(PDFName.of('DescendantFonts'), PDFArray).lookup(0, PDFDict);
  const of = new Map<number, number>();
  const list = descendant.lookupMaybe(PDFName.of('W'), PDFArray);
  const number = (index: number) => list?.lookup(index, PDFNumber).asNumber() ?? 0;
  for (let i = 0; i < (list?.size() ?? 0); ) {
    const second = list?.lookup(i + 1);
    if (second instanceof PDFArray) {
      for (let k = 0; k < second.size(); k++) of.set(number(i) + k, second.lookup(k, PDFNumber).asNumber());
      i += 2;
    } else {
      for (let code = number(i); code <= number(i + 1); code++) of.set(code, number(i + 2));
      i += 3;
    }
  }
  return { of, otherwise: descendant.lookupMaybe(PDFName.of('DW'), PDFNumber)?.asNumber() ?? 1000 };
}
