import { PDFArray, PDFDict, type PDFDocument, PDFName, type PDFRef } from '@cantoo/pdf-lib';
import { fontCodes } from './font-codes.ts';
import { glyphRuns, rewriteRun } from './glyph-runs.ts';
import type { PageContent } from './page-content.ts';
import { pageNumberMark } from './page-number-marks.ts';

/** Page of each named destination; the first page, the cover, is 1. */
export function destinationPages(pdf: PDFDocument): Map<string, number> {
  const numbers = new Map(pdf.getPages().map((page, index) => [page.ref, index + 1]));
  const found = new Map<string, number>();
  for (const [name, value] of pdf.catalog.lookupMaybe(PDFName.of('Dests'), PDFDict)?.entries() ?? []) {
    const target = pdf.context.lookup(value);
    const number = target instanceof PDFArray ? numbers.get(target.get(0) as PDFRef) : undefined;
    if (number !== undefined) found.set(name.decodeText(), number);
  }
  return found;
}

/**
 * Replaces the marks of a printed PDF by page numbers, one for one in order, each number ending where its mark ended.
 * False, and nothing changed, unless every number found its mark and reads back from the content.
 */
export function fillPageNumbers(contents: PageContent[], numbers: number[]): boolean {
  const waiting = numbers.map(String);
  const filled = contents.map(({ page, text }) => fillMarks(text, page, waiting));
  const read = contents.flatMap(({ page }, i) => readBack(filled[i] ?? [], page));
  if (waiting.length > 0 || read.join(' ') !== numbers.join(' ')) return false;
  contents.forEach((content, i) => {
    content.text = (filled[i] ?? []).join('');
  });
  return true;
}

/** The content cut at its marks, with numbers at the odd places instead of them; numbers used are taken off `waiting`. */
function fillMarks(text: string, page: PageContent['page'], waiting: string[]): string[] {
  if (waiting.length === 0) return [text];
  const fonts = fontCodes(page);
  const parts: string[] = [];
  let after = 0;
  for (const run of glyphRuns(text, fonts)) {
    const codes = fonts.get(run.font);
    if (run.text !== pageNumberMark || !codes || waiting.length === 0) continue;
    const rewritten = rewriteRun(run, waiting[0] ?? '', codes);
    if (rewritten === undefined) break;
    waiting.shift();
    parts.push(text.slice(after, run.start), rewritten);
    after = run.end;
  }
  return [...parts, text.slice(after)];
}

function readBack(parts: string[], page: PageContent['page']): string[] {
  const numbers = parts.filter((_, i) => i % 2 === 1);
  return numbers.flatMap((part) => Array.from(glyphRuns(part, fontCodes(page)), (run) => run.text));
}
