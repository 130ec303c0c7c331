import { PDFDict, type PDFDocument, PDFName } from '@cantoo/pdf-lib';

/**
 * Turns the frame around a drawing into a plain division: `<figure>` and the `<svg role="img">` inside it are both
 * printed as Figure, and every Figure has an alternative text in PDF/UA-1 (ISO 14289-1, 7.3).
 */
export function unframeFigures(pdf: PDFDocument): void {
  const [role, alternative, figure, division] = ['S', 'Alt', 'Figure', 'Div'].map((name) => PDFName.of(name)) as Names;
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(role) !== figure || object.has(alternative)) continue;
    object.set(role, division);
  }
}

type Names = [PDFName, PDFName, PDFName, PDFName];
