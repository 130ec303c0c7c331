import { type ByteCache, noCache } from '../base/byte-cache.ts';
import { digest } from '../base/digest.ts';
import type { FinishedPdf, PdfFacts } from './pdf.ts';

/** What a PDF is made of: the browser's product, the page, and what is added to it. */
export interface PdfInput {
  browser: string;
  html: string;
  facts: PdfFacts;
}

/** The PDF made of the same before, or the one that `print` gives, which is then kept. */
export async function keptPdf(
  cache: ByteCache,
  input: PdfInput,
  print: () => Promise<FinishedPdf>,
): Promise<FinishedPdf> {
  if (cache === noCache) return print();
  const key = keyOf(input);
  const known = await cache.get(key);
  if (known !== undefined) return unpack(known);
  const printed = await print();
  await cache.set(key, pack(printed));
  return printed;
}

function keyOf({ browser, html, facts }: PdfInput): string {
  const attachments = facts.attachments?.map(({ bytes, ...told }) => ({ ...told, sha256: digest(bytes) }));
  return JSON.stringify(['pdf', browser, digest(html), { ...facts, attachments }]);
}

/** Everything but the bytes as JSON, after its length; then the bytes. */
function pack({ bytes, destinations, ...told }: FinishedPdf): Uint8Array {
  const head = Buffer.from(JSON.stringify({ ...told, destinations: [...destinations] }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, bytes]);
}

function unpack(packed: Uint8Array): FinishedPdf {
  const buffer = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const end = 4 + buffer.readUInt32BE(0);
  const { destinations, ...told } = JSON.parse(buffer.toString('utf8', 4, end));
  return { ...told, destinations: new Map(destinations), bytes: buffer.subarray(end) };
}
