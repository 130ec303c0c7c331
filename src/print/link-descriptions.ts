import { PDFDict, PDFHexString, PDFName, PDFRef, PDFString } from '@cantoo/pdf-lib';
import { type LinkAnnotation, type LinkAnnotations, targetOf } from './link-annotations.ts';
import { type MarkedContent, markKey } from './marked-content.ts';
import type { PageContent } from './page-content.ts';
import type { StructureElement, StructureTree } from './structure-tree.ts';

/** Gives every link a description (`Contents`), as PDF/UA-1 (ISO 14289-1, 7.18.5) asks: its own words, else its address. */
export function describeLinks(
  tree: StructureTree,
  contents: readonly PageContent[],
  marked: MarkedContent,
  links: LinkAnnotations,
): void {
  const texts = linkTexts(tree, marked);
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
function linkTexts(tree: StructureTree, marked: MarkedContent): Map<number, string> {
  const found = new Map<number, string>();
  for (const element of tree.elements.values()) {
    if (element.role !== 'Link') continue;
    const link: Link = { texts: [], annotations: [] };
    collect(element, undefined, link);
    const words = link.texts.join('').replace(/\s+/g, ' ').trim();
    for (const annotation of link.annotations) found.set(annotation, words);
  }
  return found;

  function collect(element: StructureElement, around: number | undefined, link: Link): void {
    const page = element.page ?? around;
    for (const kid of element.kids) {
      if ('content' in kid) link.texts.push(marked.get(markKey(kid.page ?? page, kid.content))?.text ?? '');
      else if ('object' in kid) {
        const [, annotation] = /\/Obj (\d+) 0 R/.exec(kid.object) ?? [];
        if (annotation) link.annotations.push(Number(annotation));
      } else {
        const inner = tree.elements.get(kid.element);
        if (inner) collect(inner, page, link);
      }
    }
  }
}

interface Link {
  texts: string[];
  /** Object numbers. */
  annotations: number[];
}
