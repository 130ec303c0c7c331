import { PDFDict, PDFHexString, PDFName, PDFRef, PDFString } from '@cantoo/pdf-lib';
import { fontCodes } from './font-codes.ts';
import { glyphRuns } from './glyph-runs.ts';
import { type LinkAnnotation, type LinkAnnotations, targetOf } from './link-annotations.ts';
import type { PageContent } from './page-content.ts';
import type { StructureElement, StructureTree } from './structure-tree.ts';

/** Gives every link a description (`Contents`), as PDF/UA-1 (ISO 14289-1, 7.18.5) asks: its own words, else its address. */
export function describeLinks(tree: StructureTree, contents: PageContent[], links: LinkAnnotations): void {
  const texts = linkTexts(tree, contents);
  for (const [number, link] of links) {
    const words = texts.get(number) || addressOf(link);
    if (words) link.description = PDFHexString.fromText(words).toString();
  }
  for (const { page } of contents) {
    const annotations = page.node.Annots();
    for (let i = 0; i < (annotations?.size() ?? 0); i++) {
      const link = annotations?.lookupMaybe(i, PDFDict);
      if (!link || link.lookup(PDFName.of('Subtype')) !== PDFName.of('Link') || link.has(PDFName.of('Contents')))
        continue;
      const ref = annotations?.get(i);
      const words = (ref instanceof PDFRef && texts.get(ref.objectNumber)) || address(link);
      if (words) link.set(PDFName.of('Contents'), PDFHexString.fromText(words));
    }
  }
}

function addressOf(link: LinkAnnotation): string {
  const target = targetOf(link);
  if (!target) return '';
  return 'address' in target ? PDFString.of(target.address).decodeText() : PDFName.of(target.destination).decodeText();
}

function address(link: PDFDict): string {
  const uri = link.lookupMaybe(PDFName.of('A'), PDFDict)?.lookup(PDFName.of('URI'));
  if (uri instanceof PDFString || uri instanceof PDFHexString) return uri.decodeText();
  const destination = link.lookup(PDFName.of('Dest'));
  return destination instanceof PDFName ? destination.decodeText() : '';
}

/** Object number of an annotation → the text of the marked content beside it under its Link element. */
function linkTexts(tree: StructureTree, contents: PageContent[]): Map<number, string> {
  const links: Link[] = [];
  for (const element of tree.elements.values()) {
    if (element.role !== 'Link') continue;
    const link: Link = { marks: [], annotations: [] };
    collect(tree, element, undefined, link);
    links.push(link);
  }
  const texts = markedTexts(contents, new Set(links.flatMap(({ marks }) => marks)));
  const found = new Map<number, string>();
  for (const { marks, annotations } of links) {
    const parts = marks.map((mark) => texts.get(mark) ?? '');
    const words = parts.join('').replace(/\s+/g, ' ').trim();
    for (const annotation of annotations) found.set(annotation, words);
  }
  return found;
}

/** Marked content is named by its page's object number and its id: `12 7`. */
interface Link {
  marks: string[];
  annotations: number[];
}

function collect(tree: StructureTree, element: StructureElement, around: number | undefined, link: Link): void {
  const page = element.page ?? around;
  for (const kid of element.kids) {
    if ('content' in kid) link.marks.push(`${kid.page ?? page} ${kid.content}`);
    else if ('object' in kid) {
      const [, annotation] = /\/Obj (\d+) 0 R/.exec(kid.object) ?? [];
      if (annotation) link.annotations.push(Number(annotation));
    } else {
      const inner = tree.elements.get(kid.element);
      if (inner) collect(tree, inner, page, link);
    }
  }
}

/** The text of the marked content that is asked for. */
function markedTexts(contents: PageContent[], wanted: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const { page, text } of contents) {
    if (!page.node.Annots()) continue;
    const fonts = fontCodes(page);
    for (const [id, inside] of markedContent(text)) {
      const key = `${page.ref.objectNumber} ${id}`;
      if (!wanted.has(key)) continue;
      const words = Array.from(glyphRuns(inside(), fonts), (run) => run.text).join('');
      found.set(key, (found.get(key) ?? '') + words);
    }
  }
  return found;
}

/** Every `<</MCID 7 >>BDC … EMC`: its id, and what stands inside when that is asked for. */
function* markedContent(text: string): Generator<[id: string, inside: () => string]> {
  const begin = ' >>BDC\n';
  for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + begin.length)) {
    const id = text.slice(text.lastIndexOf(' ', at - 1) + 1, at);
    const start = at + begin.length;
    yield [id, () => text.slice(start, text.indexOf('EMC\n', start))];
  }
}
