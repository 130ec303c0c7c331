import type { FontCodes } from './font-codes.ts';

/** A text object of a content stream, `BT … ET`: glyphs of one font on one line. */
export interface GlyphRun {
  /** Offsets in the content stream. */
  start: number;
  end: number;
  font: string;
  size: number;
  /** The text matrix as written, six numbers. */
  matrix: string;
  text: string;
  /** Where the last glyph ends, in units of the text matrix. */
  right: number;
}

/** As Chromium writes them: a matrix, then glyphs each moved from the line's last start. */
const textObject = /BT\n\/(\S+) (\S+) Tf\n([^\n]+) Tm\n((?:(?:\S+ 0 Td )?<[0-9a-fA-F]+> Tj\n)+)ET\n/g;

/** The text objects of a content stream in the order they are painted. Text written in another form is left out. */
export function* glyphRuns(content: string, fonts: Map<string, FontCodes>): Generator<GlyphRun> {
  for (const match of content.matchAll(textObject)) {
    const [whole, font = '', size = '', matrix = '', shows = ''] = match;
    const codes = fonts.get(font);
    if (!codes) continue;
    const run = { start: match.index, end: match.index + whole.length, font, size: Number(size), matrix };
    yield { ...run, ...readShows(shows, Number(size), codes) };
  }
}

function readShows(shows: string, size: number, codes: FontCodes): { text: string; right: number } {
  let [text, x, right] = ['', 0, 0];
  for (const [, move = '0', hex = ''] of shows.matchAll(/(?:(\S+) 0 Td )?<([0-9a-fA-F]+)> Tj\n/g)) {
    x += Number(move);
    text += codes.decode(hex);
    right = x + advance(hex, size, codes);
  }
  return { text, right };
}

/** The same text object with other text, ending where it ended; undefined when the font lacks a character. */
export function rewriteRun(run: GlyphRun, text: string, codes: FontCodes): string | undefined {
  const glyphs = Array.from(text, (character) => codes.code(character));
  if (glyphs.some((glyph) => glyph === undefined)) return undefined;
  const all = glyphs.join('');
  const left = run.right - advance(all, run.size, codes);
  return `BT\n/${run.font} ${run.size} Tf\n${run.matrix} Tm\n${decimal(left)} 0 Td <${all}> Tj\nET\n`;
}

function advance(hex: string, size: number, codes: FontCodes): number {
  const widths = (hex.toLowerCase().match(/.{4}/g) ?? []).map((code) => codes.width(code));
  return (widths.reduce((sum, width) => sum + width, 0) * size) / 1000;
}

function decimal(value: number): string {
  return String(Number(value.toFixed(4)));
}
