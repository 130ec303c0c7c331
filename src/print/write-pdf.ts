import { deflateSync } from 'node:zlib';
import {
  PDFCatalog,
  type PDFContext,
  type PDFDict,
  type PDFObject,
  PDFPageLeaf,
  PDFPageTree,
  PDFRawStream,
  PDFStream,
} from '@cantoo/pdf-lib';

/** Objects in one object stream: the many small ones of a tagged file pack well together. */
const perStream = 1000;

/**
 * A file of PDF 1.7 with all objects of a context, and more by number, as text: object streams (ISO 32000-1, 7.5.7) and a cross-reference stream
 * (7.5.8). The library's own writer makes the same, but sorts its cross-references anew for each object.
 */
export function writePdf(context: PDFContext, more: ReadonlyMap<number, string>): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', 'latin1')];
  let size = parts[0]?.length ?? 0;
  const entries: Entry[] = [];
  const small: [number, PDFObject | string][] = [...more];
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (standsAlone(object)) add(ref.objectNumber, object);
    else small.push([ref.objectNumber, object]);
  }
  small.sort(([a], [b]) => a - b);
  let next = context.largestObjectNumber + 1;
  for (let from = 0; from < small.length; from += perStream) {
    const packed = small.slice(from, from + perStream);
    for (const [index, [number]] of packed.entries()) entries.push([number, 2, next, index]);
    add(next, objectStream(context, packed));
    next += 1;
  }
  const start = size;
  entries.push([next, 1, start, 0]);
  add(next, crossReferences(context, entries), false);
  parts.push(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'));
  return Buffer.concat(parts);

  function add(number: number, object: PDFObject, noted = true): void {
    const body = Buffer.alloc(object.sizeInBytes());
    object.copyBytesInto(body, 0);
    const whole = [Buffer.from(`${number} 0 obj\n`, 'latin1'), body, Buffer.from('\nendobj\n', 'latin1')];
    if (noted) entries.push([number, 1, size, 0]);
    for (const part of whole) size += part.length;
    parts.push(...whole);
  }
}

/** Object number; 1 and the offset, or 2, the object stream's number and the place in it. */
type Entry = [number: number, type: 1 | 2, field: number, index: number];

/** Streams cannot stand in streams; the catalog and the pages stand outside for readers that look for them there. */
function standsAlone(object: PDFObject): boolean {
  return (
    object instanceof PDFStream ||
    object instanceof PDFCatalog ||
    object instanceof PDFPageTree ||
    object instanceof PDFPageLeaf
  );
}

function objectStream(context: PDFContext, objects: [number, PDFObject | string][]): PDFRawStream {
  const places: number[] = [];
  let body = '';
  for (const [number, object] of objects) {
    places.push(number, body.length);
    body += `${object}\n`;
  }
  const head = `${places.join(' ')}\n`;
  return packed(context, Buffer.from(head + body, 'latin1'), {
    Type: 'ObjStm',
    N: objects.length,
    First: head.length,
  });
}

function crossReferences(context: PDFContext, entries: Entry[]): PDFRawStream {
  entries.sort(([a], [b]) => a - b);
  const table = Buffer.alloc(entries.length * 7);
  const index: number[] = [];
  let before = -1;
  for (const [at, [number, type, field, place]] of entries.entries()) {
    table.writeUInt8(type, at * 7);
    table.writeUInt32BE(field, at * 7 + 1);
    table.writeUInt16BE(place, at * 7 + 5);
    if (number === before + 1 && index.length > 0) index[index.length - 1] = (index.at(-1) ?? 0) + 1;
    else index.push(number, 1);
    before = number;
  }
  const { Root, Info, ID } = context.trailerInfo;
  const trailer = { Root, Info, ID, Size: before + 1, Index: index, W: [1, 4, 2] };
  return packed(context, table, { Type: 'XRef', ...trailer });
}

function packed(context: PDFContext, bytes: Buffer, dict: Record<string, unknown>): PDFRawStream {
  const contents = deflateSync(bytes, { level: 9 });
  const entries = context.obj({ ...dict, Filter: 'FlateDecode', Length: contents.length } as never);
  return PDFRawStream.of(entries as unknown as PDFDict, contents);
}
