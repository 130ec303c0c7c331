import type { Diagnostic, Place, Severity } from '../base/diagnostic.ts';
import type { World } from '../base/world.ts';
import { decodeLoosely } from '../read/text.ts';
import { displayWidth } from './width.ts';

/** Gives the line of a file that a place is on, without its line end; undefined when it cannot be shown. */
export type SourceLines = (place: Place) => string | undefined;

/** Where text is printed: `process.stderr`, or anything with its `write`. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
}

/**
 * One finding for people: file:line:column, severity, code and message; the line of the file with marks under what is
 * meant; hints. Lines end with `\n`; `paint` adds colours.
 *
 *     data/facts.csv:14:24  error  unit-unknown  no unit "preson"
 *       14 | new-urban-jobs,1245000,preson,2023
 *          |                        ^^^^^^
 *       hint: did you mean "person"?
 */
export function formatDiagnostic(diagnostic: Diagnostic, sourceLine?: string, paint: Paint = plain): string {
  const { severity, code, message, place, hints = [] } = diagnostic;
  const head = [
    place && paint('bold', visible(placeWords(place))),
    paint(severity, severity),
    paint('dim', code),
    visible(message),
  ];
  const lines = [head.filter((part) => part !== undefined).join('  ')];
  if (sourceLine !== undefined && place?.line !== undefined) lines.push(...excerpt(sourceLine, place, severity, paint));
  for (const hint of hints) lines.push(`  ${paint('dim', 'hint:')} ${visible(hint)}`);
  return `${lines.join('\n')}\n`;
}

/**
 * Prints findings sorted by file, line and column, then how many errors and warnings there are. Colours only on a
 * terminal, and not when NO_COLOR is set (https://no-color.org).
 */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  lines: SourceLines,
  output: Output,
  environment: Record<string, string | undefined> = process.env,
): void {
  if (diagnostics.length === 0) return;
  const paint = output.isTTY && !environment.NO_COLOR && environment.TERM !== 'dumb' ? coloured : plain;
  const sorted = sortDiagnostics(diagnostics);
  const texts = sorted.map((diagnostic) =>
    formatDiagnostic(diagnostic, diagnostic.place && lines(diagnostic.place), paint),
  );
  output.write(`${texts.join('\n')}\n${countWords(sorted)}\n`);
}

/** Findings in the order of files, lines and columns; what was found twice at one place is there once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return [...diagnostics]
    .sort((a, b) => compare(a.place, b.place))
    .filter(({ code, message, place }) => {
      const key = JSON.stringify([code, message, place?.file, place?.line, place?.column, place?.cell]);
      return seen.size !== seen.add(key).size;
    });
}

/** `2 errors, 1 warning`. */
export function countWords(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const words = (number: number, noun: string) => (number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}`]);
  return [
    ...words(count('error'), 'error'),
    ...words(count('warning'), 'warning'),
    ...words(count('info'), 'note'),
  ].join(', ');
}

/** Reads the files that findings are about, so that their lines can be shown. */
export async function readSourceLines(diagnostics: readonly Diagnostic[], world: World): Promise<SourceLines> {
  const files = new Set(diagnostics.map(({ place }) => (place?.line === undefined ? undefined : place.file)));
  const texts = new Map<string, string[]>();
  await Promise.all(
    [...files].map(async (file) => {
      if (file === undefined) return;
      const bytes = await (file.startsWith('theme:')
        ? world.theme.read(file.slice(6))
        : world.briefing.read(file)
      ).catch(() => undefined);
      if (bytes)
        texts.set(
          file,
          decodeLoosely(bytes)
            .replace(/^\uFEFF/, '')
            .split('\n'),
        );
    }),
  );
  return ({ file, line }) => (line === undefined ? undefined : texts.get(file)?.[line - 1]);
}

type Paint = (style: Severity | 'bold' | 'dim', text: string) => string;

const plain: Paint = (_, text) => text;

const escapes = { error: '31;1', warning: '33;1', info: '36', bold: '1', dim: '2' };
const coloured: Paint = (style, text) => `\x1b[${escapes[style]}m${text}\x1b[0m`;

/** `templates/sections/jobs.en.md:12:8`, `data/a.xlsx:Sheet1!B7`. */
export function placeWords({ file, line, column, sheet, cell }: Place): string {
  if (sheet !== undefined) return cell === undefined ? `${file}:${sheet}` : `${file}:${sheet}!${cell}`;
  return [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

const widest = 120;

/** The line, cut around the place when it is long, and marks under it. */
function excerpt(
  sourceLine: string,
  { line = 1, column, length = 1 }: Place,
  severity: Severity,
  paint: Paint,
): string[] {
  const gutter = String(line);
  const start = (column ?? 1) - 1;
  const from = sourceLine.length <= widest ? 0 : onCharacter(sourceLine, Math.max(0, start - 40));
  const to = sourceLine.length <= widest ? sourceLine.length : onCharacter(sourceLine, from + widest);
  const left = from > 0 ? '…' : '';
  const shown = `${left}${visible(sourceLine.slice(from, to))}${to < sourceLine.length ? '…' : ''}`;
  const lines = [`  ${paint('dim', `${gutter} |`)} ${shown}`.trimEnd()];
  if (column === undefined) return lines;
  const before = left + visible(sourceLine.slice(from, start));
  const marked = visible(sourceLine.slice(start, Math.min(start + length, to)));
  const marks = '^'.repeat(Math.max(1, displayWidth(marked)));
  return [...lines, `  ${paint('dim', `${' '.repeat(gutter.length)} |`)} ${blank(before)}${paint(severity, marks)}`];
}

/** Not between the two halves of a surrogate pair. */
function onCharacter(text: string, index: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(index)) ? index - 1 : index;
}

/** As wide as the text, tabs kept so that both lines stop at the same tab stops. */
function blank(text: string): string {
  return text
    .split('\t')
    .map((part) => ' '.repeat(displayWidth(part)))
    .join('\t');
}

/** Control characters and marks of writing direction could rewrite the terminal or hide text: they show as U+FFFD. */
function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\0-\x08\x0A-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD');
}

/** Findings about no file first, then by file, line, column. */
function compare(a: Place | undefined, b: Place | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || compareCells(a.cell, b.cell);
}

/** B7 before C7 before B10. */
function compareCells(a = '', b = ''): number {
  const row = (cell: string) => Number(/\d+$/.exec(cell)?.[0] ?? 0);
  return row(a) - row(b) || a.length - b.length || (a < b ? -1 : 1);
}
