import { PDFArray, PDFDict, type PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { type Diagnostic, Diagnostics } from '../base/diagnostic.ts';
import type { StructureTree } from './structure-tree.ts';

/** Cheap checks of every printed PDF: fonts embedded and none of Type 3, tagged, outline there. */
export function inspectPdf(pdf: PDFDocument, tree: StructureTree): Diagnostic[] {
  const diagnostics = new Diagnostics();
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of('Font'))
      checkFont(object, diagnostics);
  }
  if (!pdf.catalog.has(PDFName.of('StructTreeRoot')) || tree.elements.size === 0) {
    diagnostics.error('pdf-not-tagged', 'the PDF has no structure tree, so it cannot be read aloud');
  }
  if (!pdf.catalog.has(PDFName.of('Outlines'))) {
    diagnostics.warning('pdf-no-outline', 'the PDF has no outline: the page has no headings');
  }
  return diagnostics.list;
}

function checkFont(font: PDFDict, diagnostics: Diagnostics) {
  const subtype = font.get(PDFName.of('Subtype'));
  if (subtype === PDFName.of('Type3')) {
    const hint =
      'a variable font, a colour font or synthetic bold or italic prints so; give each weight a static font file';
    diagnostics.error('pdf-type3-font', 'a font is printed as Type 3: drawings instead of letters', undefined, hint);
    return;
  }
  if (
    subtype !== PDFName.of('CIDFontType0') &&
    subtype !== PDFName.of('CIDFontType2') &&
    font.has(PDFName.of('DescendantFonts'))
  )
    return;
  const descriptor = font.lookupMaybe(PDFName.of('FontDescriptor'), PDFDict);
  const embedded = ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.has(PDFName.of(key)));
  if (!embedded) diagnostics.error('pdf-font-not-embedded', `the font ${fontName(font)} is not inside the PDF`);
}

function fontName(font: PDFDict): string {
  const name = font.lookup(PDFName.of('BaseFont'));
  return name instanceof PDFName ? name.decodeText().replace(/^[A-Z]{6}\+/, '') : 'without a name';
}

/** Names of the embedded fonts without their subset tags, sorted. */
export function fontNames(pdf: PDFDocument): string[] {
  const names = new Set<string>();
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (object instanceof PDFDict && object.lookup(PDFName.of('DescendantFonts')) instanceof PDFArray)
      names.add(fontName(object));
  }
  return [...names].sort();
}
