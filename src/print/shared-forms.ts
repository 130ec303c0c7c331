import { type PDFContext, PDFDict, type PDFDocument, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import { readStream } from './page-content.ts';

/**
 * Lets pages share a drawing (form XObject, ISO 32000-1, 8.10) that is the same on each, such as a watermark, which Chromium
 * writes once a page. One with marked content stays apart: its ids are counted page by page.
 */
export function shareForms(pdf: PDFDocument): void {
  const firsts = new Map<string, PDFRef>();
  for (const page of pdf.getPages()) {
    const drawings = page.node.Resources()?.lookup(PDFName.of('XObject'));
    if (!(drawings instanceof PDFDict)) continue;
    for (const [name, ref] of drawings.entries()) {
      const form = ref instanceof PDFRef ? formAt(ref, pdf.context) : undefined;
      if (!form || !(ref instanceof PDFRef)) continue;
      const first = firsts.get(form);
      if (first === undefined) firsts.set(form, ref);
      else if (first !== ref) {
        drawings.set(name, first);
        pdf.context.delete(ref);
      }
    }
  }
}

/** A form as text, to compare; undefined for what is none or must not be shared. */
function formAt(ref: PDFRef, context: PDFContext): string | undefined {
  const form = context.lookup(ref);
  if (!(form instanceof PDFRawStream) || form.dict.get(PDFName.of('Subtype')) !== PDFName.of('Form')) return undefined;
  return /\/MCID\b/.test(readStream(form))
    ? undefined
    : `${form.dict}${Buffer.from(form.getContents()).toString('latin1')}`;
}
