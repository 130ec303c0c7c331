import { BrowserError } from '../base/diagnostic.ts';
import type { Printer, PrintJob } from '../base/world.ts';
import { headingTexts } from './heading-texts.ts';
import { markPageNumbers, pageNumberTargets, writePageNumbers } from './page-number-marks.ts';
import { type FinishedPdf, type FinishPdf, finishPdf, type PdfFacts } from './pdf.ts';

/**
 * Prints a page and finishes its PDF, with page numbers in every element that has `data-page-of="<id>"`. Where the marks
 * cannot be replaced in the PDF it is printed again with the numbers written out, and they are checked. Throws
 * BrowserError `page-numbers-wrong` when they moved.
 */
export async function printDocument(
  printer: Pick<Printer, 'printPdf'>,
  html: string,
  job: PrintJob,
  given: Omit<PdfFacts, 'contents' | 'headings'>,
  finish: FinishPdf = finishPdf,
): Promise<FinishedPdf> {
  const contents = pageNumberTargets(html);
  const facts = { ...given, headings: headingTexts(html) };
  const finished = await finish(await printer.printPdf(markPageNumbers(html), job), { ...facts, contents });
  if (finished.numbered) return finished;
  const lost = contents.find((id) => !finished.destinations.has(id));
  if (lost !== undefined) {
    throw new BrowserError(
      'page-number-target-missing',
      `${job.name}: the contents name "${lost}", which no link leads to`,
    );
  }
  const again = await finish(await printer.printPdf(writePageNumbers(html, finished.destinations), job), facts);
  const moved = contents.filter((id) => again.destinations.get(id) !== finished.destinations.get(id));
  if (moved.length === 0) return { ...again, numbered: true };
  throw new BrowserError(
    'page-numbers-wrong',
    `${job.name}: the pages of ${moved.join(', ')} moved when their numbers were printed`,
  );
}
