import { PDFArray, PDFDict, type PDFDocument, PDFName } from '@cantoo/pdf-lib';

/** What is wrong with a font of a PDF: drawings in place of letters, or letters that other programs have to bring. */
export interface FontFault {
  code: 'pdf-type3-font' | 'pdf-font-not-embedded';
  message: string;
  hint: string;
}

const known = new WeakMap<PDFDict, FontFault>();

/** The same object for the same font. */
export function fontFault(font: PDFDict): FontFault | undefined {
  const fault = known.get(font) ?? faultOf(font);
  if (fault) known.set(font, fault);
  return fault;
}

/** The faults of all fonts that pages may use. */
export function fontFaults(pdf: PDFDocument): FontFault[] {
  return pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('Type')) !== PDFName.of('Font')) return [];
    // A font inside another is looked at with it.
    return /^CIDFontType/.test(subtypeOf(object)) ? [] : (fontFault(object) ?? []);
  });
}

function faultOf(font: PDFDict): FontFault | undefined {
  if (subtypeOf(font) === 'Type3') {
    return {
      code: 'pdf-type3-font',
      message: 'a font is printed as Type 3: drawings instead of letters',
      hint: 'a variable font, a colour font, synthetic bold or italic, or an outline of letters prints so; give each weight a static font file',
    };
  }
  const inner = font.lookupMaybe(PDFName.of('DescendantFonts'), PDFArray)?.lookup(0, PDFDict) ?? font;
  const descriptor = inner.lookupMaybe(PDFName.of('FontDescriptor'), PDFDict);
  if (['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.has(PDFName.of(key)))) return undefined;
  return {
    code: 'pdf-font-not-embedded',
    message: `the font ${fontName(font)} is not inside the PDF`,
    hint: 'name only fonts of the theme in styles',
  };
}

function subtypeOf(font: PDFDict): string {
  const subtype = font.lookup(PDFName.of('Subtype'));
  return subtype instanceof PDFName ? subtype.decodeText() : '';
}

/** Without the tag of a subset: `SourceSans3-Regular`. */
export function fontName(font: PDFDict): string {
  const name = font.lookup(PDFName.of('BaseFont'));
  return name instanceof PDFName ? name.decodeText().replace(/^[A-Z]{6}\+/, '') : 'without a name';
}
