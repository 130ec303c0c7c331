import { promisify } from 'node:util';
import { deflate, inflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  type PDFDocument,
  PDFName,
  type PDFPage,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';
import { shortenNumbers } from './content-numbers.ts';

/** A page with its content stream as text: operators of ISO 32000-1, annex A, one on a line as Chromium writes them. */
export interface PageContent {
  page: PDFPage;
  text: string;
}

/** The content of every page, unpacked. */
export function readPageContents(pdf: PDFDocument): PageContent[] {
  return pdf.getPages().map((page) => ({ page, text: readStream(page.node.Contents()) }));
}

/** Puts changed content back, packed: slower levels take thrice the time for two hundredths. Bytes depend on the text alone. */
export async function writePageContents(pdf: PDFDocument, contents: PageContent[]): Promise<void> {
  const packed = await Promise.all(
    contents.map(({ text }) => promisify(deflate)(Buffer.from(shortenNumbers(text), 'latin1'), { level: 7 })),
  );
  for (const [index, bytes] of packed.entries()) {
    const stream = PDFRawStream.of(pdf.context.obj({ Filter: 'FlateDecode', Length: bytes.length }), bytes);
    const node = contents[index]?.page.node;
    const ref = node?.get(PDFName.of('Contents'));
    if (ref instanceof PDFRef) pdf.context.assign(ref, stream);
    else node?.set(PDFName.of('Contents'), pdf.context.register(stream));
  }
}

/** The text of a content stream, of several in a row, or '' when there is none. */
export function readStream(stream: unknown): string {
  if (stream instanceof PDFRawStream) return Buffer.from(unpack(stream)).toString('latin1');
  if (stream instanceof PDFStream) return Buffer.from(stream.getContents()).toString('latin1');
  if (stream && typeof stream === 'object' && 'asArray' in stream) {
    const array = stream as { asArray(): unknown[]; lookup(index: number): unknown };
    return array
      .asArray()
      .map((_, index) => readStream(array.lookup(index)))
      .join('\n');
  }
  return '';
}

function unpack(stream: PDFRawStream): Uint8Array {
  const filter = stream.dict.lookup(PDFName.of('Filter'));
  const plainFlate = filter === PDFName.of('FlateDecode') && !stream.dict.has(PDFName.of('DecodeParms'));
  return plainFlate ? inflateSync(stream.getContents()) : decodePDFRawStream(stream).decode();
}
