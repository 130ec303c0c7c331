import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import { fontCodes } from './font-codes.ts';
import { glyphRuns } from './glyph-runs.ts';
import type { PageContent } from './page-content.ts';

/** Gives every link a description (`Contents`), as PDF/UA-1 (ISO 14289-1, 7.18.5) asks: its own words, else its address. */
export function describeLinks(pdf: PDFDocument, contents: PageContent[]): void {
  const texts = linkTexts(pdf, contents);
  for (const { page } of contents) {
    const annotations = page.node.Annots();
    for (let i = 0; i < (annotations?.size() ?? 0); i++) {
      const link = annotations?.lookup(i, PDFDict);
      if (!link || link.lookup(PDFName.of('Subtype')) !== PDFName.of('Link') || link.has(PDFName.of('Contents')))
        continue;
      const words = texts.get(annotations?.get(i) as PDFRef) || address(link);
      if (words) link.set(PDFName.of('Contents'), PDFHexString.fromText(words));
    }
  }
}

function address(link: PDFDict): string {
  const uri = link.lookupMaybe(PDFName.of('A'), PDFDict)?.lookup(PDFName.of('URI'));
  if (uri instanceof PDFString || uri instanceof PDFHexString) return uri.decodeText();
  const destination = link.lookup(PDFName.of('Dest'));
  return destination instanceof PDFName ? destination.decodeText() : '';
}

/** Walks the structure tree: under each Link element, its annotations and the text of its marked content. */
function linkTexts(pdf: PDFDocument, contents: PageContent[]): Map<PDFRef, string> {
  const links: Link[] = [];
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('S')) !== PDFName.of('Link')) continue;
    const link: Link = { marks: [], annotations: [] };
    collect(pdf, object, object.get(PDFName.of('Pg')), link, 0);
    links.push(link);
  }
  const texts = markedTexts(contents, new Set(links.flatMap(({ marks }) => marks)));
  const found = new Map<PDFRef, string>();
  for (const { marks, annotations } of links) {
    const parts = marks.map((mark) => texts.get(mark) ?? '');
    const words = parts.join('').replace(/\s+/g, ' ').trim();
    for (const annotation of annotations) found.set(annotation, words);
  }
  return found;
}

/** Marked content is named by its page and id: `12 0 R 7`. */
interface Link {
  marks: string[];
  annotations: PDFRef[];
}

function collect(pdf: PDFDocument, element: PDFDict, page: PDFObject | undefined, link: Link, depth: number) {
  if (depth > 50) return;
  const kids = element.lookup(PDFName.of('K'));
  for (const kid of kids instanceof PDFArray ? kids.asArray() : kids ? [kids] : []) {
    const value = kid instanceof PDFRef ? pdf.context.lookup(kid) : kid;
    if (value instanceof PDFNumber) link.marks.push(`${page} ${value.asNumber()}`);
    if (!(value instanceof PDFDict)) continue;
    const itsPage = value.get(PDFName.of('Pg')) ?? page;
    const annotation = value.get(PDFName.of('Obj'));
    const id = value.get(PDFName.of('MCID'));
    if (annotation instanceof PDFRef) link.annotations.push(annotation);
    else if (id instanceof PDFNumber) link.marks.push(`${itsPage} ${id.asNumber()}`);
    else collect(pdf, value, itsPage, link, depth + 1);
  }
}

/** The text of the marked content that is asked for. */
function markedTexts(contents: PageContent[], wanted: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const { page, text } of contents) {
    if (!page.node.Annots()) continue;
    const fonts = fontCodes(page);
    for (const [, id, inside = ''] of text.matchAll(/<<\/MCID (\d+) >>BDC\n([\s\S]*?)EMC\n/g)) {
      const key = `${page.ref} ${id}`;
      if (!wanted.has(key)) continue;
      const words = Array.from(glyphRuns(inside, fonts), (run) => run.text).join('');
      found.set(key, (found.get(key) ?? '') + words);
    }
  }
  return found;
}
