import { PDFArray, PDFDict, type PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { type Diagnostic, Diagnostics } from '../base/diagnostic.ts';
import { fontName } from './font-faults.ts';
import type { StructureTree } from './structure-tree.ts';

/** Cheap checks of every printed PDF: tagged, outline there. */
export function inspectPdf(pdf: PDFDocument, tree: StructureTree): Diagnostic[] {
  const diagnostics = new Diagnostics();
  if (!pdf.catalog.has(PDFName.of('StructTreeRoot')) || tree.elements.size === 0) {
    diagnostics.error('pdf-not-tagged', 'the PDF has no structure tree, so it cannot be read aloud');
  }
  if (!pdf.catalog.has(PDFName.of('Outlines'))) {
    diagnostics.warning('pdf-no-outline', 'the PDF has no outline: the page has no headings');
  }
  return diagnostics.list;
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
