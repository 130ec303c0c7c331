import { PDFDict, type PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib';

/**
 * Gives each entry of the outline (ISO 32000-1, 12.3.3) the words of its heading: Chromium says those at the top of a
 * page twice and drops the spaces where lines end. Leaves all as they are unless there is one entry a heading.
 */
export function titleOutline(pdf: PDFDocument, headings: readonly string[]): void {
  const root = pdf.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict);
  const entries = root ? entriesUnder(root) : [];
  if (entries.length !== headings.length) return;
  entries.forEach((entry, at) => {
    entry.set(PDFName.of('Title'), PDFHexString.fromText(headings[at] ?? ''));
  });
}

function entriesUnder(parent: PDFDict): PDFDict[] {
  const found: PDFDict[] = [];
  let entry = parent.lookupMaybe(PDFName.of('First'), PDFDict);
  while (entry) {
    found.push(entry, ...entriesUnder(entry));
    entry = entry.lookupMaybe(PDFName.of('Next'), PDFDict);
  }
  return found;
}
