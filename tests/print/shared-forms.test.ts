import { PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { shareForms } from '../../src/print/shared-forms.ts';

/** A document with one drawing a page. */
async function pagesWith(drawings: string[]): Promise<PDFDocument> {
  const pdf = await PDFDocument.create();
  for (const drawing of drawings) {
    const dict = pdf.context.obj({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 10, 10] });
    const form = pdf.context.register(PDFRawStream.of(dict, Buffer.from(drawing, 'latin1')));
    const page = pdf.addPage();
    page.node.set(PDFName.of('Resources'), pdf.context.obj({ XObject: { X1: form } }));
  }
  return pdf;
}

/** The number of the object that each page draws. */
function drawn(pdf: PDFDocument): string[] {
  return pdf.getPages().map((page) => {
    const drawings = page.node.Resources()?.lookup(PDFName.of('XObject'), PDFDict);
    const ref = String(drawings?.get(PDFName.of('X1')));
    expect(pdf.context.lookup(drawings?.get(PDFName.of('X1'))), ref).toBeInstanceOf(PDFRawStream);
    return ref;
  });
}

const forms = (pdf: PDFDocument) =>
  pdf.context.enumerateIndirectObjects().filter(([, object]) => object instanceof PDFRawStream).length;

test('a watermark that is the same on every page is in the file once', async () => {
  const pdf = await pagesWith(['mark', 'cover', 'mark', 'mark']);
  shareForms(pdf);
  const [first, cover, third, fourth] = drawn(pdf);
  expect([third, fourth]).toEqual([first, first]);
  expect(cover).not.toBe(first);
  expect(forms(pdf)).toBe(2);
});

test('drawings with marked content stay apart: the same id is another on another page', async () => {
  const marked = '/Figure <</MCID 3 >>BDC\n0 0 1 1 re\nf\nEMC\n';
  const pdf = await pagesWith([marked, marked]);
  shareForms(pdf);
  expect(new Set(drawn(pdf)).size).toBe(2);
  expect(forms(pdf)).toBe(2);
});
