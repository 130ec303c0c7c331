import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { AFRelationship, PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { markArtifacts } from './artifacts.ts';
import { fontFaults } from './font-faults.ts';
import { gatePdf, otherFonts } from './gate.ts';
import { inspectPdf } from './inspect.ts';
import { takeLinks, writeLinks } from './link-annotations.ts';
import { describeLinks } from './link-descriptions.ts';
import { readMarkedContent } from './marked-content.ts';
import { titleOutline } from './outline.ts';
import { readPageContents, writePageContents } from './page-content.ts';
import { destinationPages, fillPageNumbers } from './page-numbers.ts';
import type { FinishedPdf, PdfAttachment, PdfFacts } from './pdf.ts';
import { shareForms } from './shared-forms.ts';
import { steadyText } from './steady-text.ts';
import { dissolveTransparent, useStandardTypes } from './structure.ts';
import { takeStructure, writeStructure } from './structure-tree.ts';
import { writePdf } from './write-pdf.ts';
import { xmpPacket } from './xmp.ts';

/** The work of `finishPdf`, in a file of its own so that the PDF library is loaded when the first PDF is there. */
export async function finish(printed: Uint8Array, facts: PdfFacts): Promise<FinishedPdf> {
  const steady = steadyText(printed);
  const { tree, rest: untagged } = takeStructure(steady);
  const { links, rest } = takeLinks(untagged);
  const pdf = await PDFDocument.load(Buffer.from(withoutOffsets(rest), 'latin1'), { updateMetadata: false });
  const contents = readPageContents(pdf);
  const destinations = destinationPages(pdf);
  const numbers = (facts.contents ?? []).map((id) => destinations.get(id) ?? 0);
  const numbered = !numbers.includes(0) && fillPageNumbers(contents, numbers);
  const marked = readMarkedContent(contents);
  describeLinks(tree, contents, marked, links);
  useStandardTypes(tree);
  dissolveTransparent(tree);
  for (const content of contents) content.text = markArtifacts(content.text);
  await writePageContents(pdf, contents);
  shareForms(pdf);
  titleOutline(pdf, facts.headings ?? []);
  const title = writeMetadata(pdf, facts);
  writeCatalog(pdf, facts);
  packWithZlib(pdf);
  for (const attachment of facts.attachments ?? []) await attach(pdf, attachment, facts.date);
  writeId(pdf, steady, facts);
  const told = gatePdf(contents, marked, tree, facts, destinations);
  const findings = [...inspectPdf(pdf, tree), ...otherFonts(fontFaults(pdf), told), ...told];
  await pdf.flush();
  const bytes = writePdf(pdf.context, new Map([...writeStructure(tree), ...writeLinks(links)]));
  return { bytes, pages: contents.length, title, destinations, numbered, findings };
}

/** Without the table of offsets (`xref`), which the library would read line by line and has no use for. */
function withoutOffsets(file: string): string {
  const start = file.lastIndexOf('\nxref\n');
  const end = file.indexOf('trailer', start);
  return start < 0 || end < 0 ? file : file.slice(0, start + 1) + file.slice(end);
}

/** Document information (ISO 32000-1, 14.3.3) and the XMP stream say the same; texts of several languages part by ` | `. */
function writeMetadata(pdf: PDFDocument, { editions, date, generator }: PdfFacts): string {
  const info = pdf.context.lookup(pdf.context.trailerInfo.Info, PDFDict);
  const producer = textOf(info.lookup(PDFName.of('Producer')));
  const title = joined(editions.map((edition) => edition.title));
  const subject = joined(editions.map((edition) => edition.subject ?? ''));
  const keywords = [...new Set(editions.flatMap((edition) => edition.keywords))];
  const texts = {
    Title: title,
    Author: joined(editions.map((edition) => edition.author)),
    Subject: subject,
    Keywords: keywords.join('; '),
    Creator: generator,
    Producer: producer,
  };
  for (const [key, text] of Object.entries(texts)) {
    if (text === '') info.delete(PDFName.of(key));
    else info.set(PDFName.of(key), PDFHexString.fromText(text));
  }
  const instant = date === undefined ? undefined : new Date(date);
  for (const key of ['CreationDate', 'ModDate']) {
    if (instant) info.set(PDFName.of(key), PDFString.fromDate(instant));
    else info.delete(PDFName.of(key));
  }
  const packet = xmpPacket({
    title: editions.map(({ language, title }) => [language, title]),
    description: editions.flatMap(({ language, subject }) =>
      subject ? [[language, subject] as [string, string]] : [],
    ),
    creators: [...new Set(editions.map((edition) => edition.author))].filter((author) => author !== ''),
    languages: editions.map((edition) => edition.language),
    keywords,
    ...(instant && { date: instant.toISOString().replace('.000Z', 'Z') }),
    creatorTool: generator,
    producer,
    wholeTitle: title,
    wholeDescription: subject,
  });
  // Left unpacked, so that programs which know nothing of PDF find it.
  const stream = pdf.context.stream(Buffer.from(packet, 'utf8'), { Type: 'Metadata', Subtype: 'XML' });
  pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(stream));
  return title;
}

function textOf(value: unknown): string {
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : '';
}

function joined(texts: string[]): string {
  return [...new Set(texts.filter((text) => text !== ''))].join(' | ');
}

function writeCatalog(pdf: PDFDocument, { editions }: PdfFacts) {
  const { catalog, context } = pdf;
  catalog.set(PDFName.of('Lang'), PDFString.of(editions[0]?.language ?? 'und'));
  catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
  catalog.set(PDFName.of('ViewerPreferences'), context.obj({ DisplayDocTitle: true }));
  if (catalog.has(PDFName.of('Outlines'))) catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
  // Printed numbers count from the cover, as the file's pages do.
  catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: [0, { S: 'D' }] }));
  for (const page of pdf.getPages()) page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
}

/** Node's own zlib packs attachments in a tenth of the time that the library's takes. */
function packWithZlib({ context }: PDFDocument) {
  context.flateStream = (contents, dict = {}) => {
    const packed = deflateSync(typeof contents === 'string' ? Buffer.from(contents, 'latin1') : contents);
    return context.stream(packed, { ...dict, Filter: 'FlateDecode' });
  };
}

async function attach(pdf: PDFDocument, { name, type, description, bytes }: PdfAttachment, date?: string) {
  const day = date === undefined ? undefined : new Date(date);
  await pdf.attach(bytes, name, {
    mimeType: type,
    ...(description && { description }),
    ...(day && { creationDate: day, modificationDate: day }),
    afRelationship: AFRelationship.Data,
  });
}

/** Two halves of a file identifier (ISO 32000-1, 14.4), made from the content alone. */
function writeId(pdf: PDFDocument, steady: string, facts: PdfFacts) {
  const hash = createHash('sha256');
  hash.update(steady, 'latin1');
  hash.update(JSON.stringify({ ...facts, attachments: undefined, blocks: undefined }));
  for (const { name, bytes } of facts.attachments ?? []) hash.update(name).update(bytes);
  const id = PDFHexString.of(hash.digest('hex').slice(0, 32));
  const ids = PDFArray.withContext(pdf.context);
  ids.push(id);
  ids.push(id);
  pdf.context.trailerInfo.ID = ids;
}
