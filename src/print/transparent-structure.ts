import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
} from '@cantoo/pdf-lib';

/**
 * Takes out the structure elements that mean nothing: NonStruct is transparent (ISO 32000-1, 14.8.4.2), and the browser
 * writes one for every piece of text, which makes more than half of a file's objects. Their content goes to the element
 * around them; those that carry a language stay.
 */
export function dissolveTransparent(pdf: PDFDocument): void {
  const { context } = pdf;
  const elements = structureElements(context);
  const dissolved = new Map<string, PDFDict>();
  for (const [tag, { dict }] of elements) if (isTransparent(dict)) dissolved.set(tag, dict);

  for (const [tag, { ref, dict }] of elements) {
    if (dissolved.has(tag) || !dict.has(K)) continue;
    setKids(dict, flatten(dict.get(K), dict.get(Pg), ref));
  }
  rewriteParentTree(pdf, dissolved);
  for (const [tag] of dissolved) context.delete(elements.get(tag)?.ref as PDFRef);

  /** The kids of an element with those of dissolved kids in their place. Marked content is told with its page. */
  function flatten(kids: PDFObject | undefined, page: PDFObject | undefined, owner: PDFRef): Kid[] {
    const list = kids instanceof PDFArray ? kids.asArray() : kids ? [kids] : [];
    return list.flatMap((kid): Kid[] => {
      if (kid instanceof PDFNumber) return [{ content: kid, page }];
      if (!(kid instanceof PDFRef)) return [{ object: kid }];
      const inner = dissolved.get(kid.tag);
      if (inner) return flatten(inner.get(K), inner.get(Pg) ?? page, owner);
      const element = elements.get(kid.tag);
      element?.dict.set(P, owner);
      return [{ object: kid }];
    });
  }

  function setKids(dict: PDFDict, kids: Kid[]): void {
    const first = kids.find((kid) => 'content' in kid && kid.page !== undefined);
    if (first && 'content' in first && !dict.has(Pg)) dict.set(Pg, first.page as PDFObject);
    const own = dict.get(Pg);
    const written = kids.map((kid) => {
      if ('object' in kid) return kid.object;
      if (kid.page === undefined || kid.page === own) return kid.content;
      return context.obj({ Type: 'MCR', Pg: kid.page, MCID: kid.content });
    });
    dict.set(K, written.length === 1 ? (written[0] as PDFObject) : context.obj(written));
  }
}

type Kid = { content: PDFNumber; page: PDFObject | undefined } | { object: PDFObject };

const [K, P, Pg, S, Type] = ['K', 'P', 'Pg', 'S', 'Type'].map((name) => PDFName.of(name)) as [
  PDFName,
  PDFName,
  PDFName,
  PDFName,
  PDFName,
];
const nonStruct = PDFName.of('NonStruct');
const meaningless = new Set<PDFName>([K, P, Pg, S, Type]);

function structureElements(context: PDFContext): Map<string, { ref: PDFRef; dict: PDFDict }> {
  const elements = new Map<string, { ref: PDFRef; dict: PDFDict }>();
  for (const [ref, dict] of context.enumerateIndirectObjects()) {
    if (dict instanceof PDFDict && dict.has(S) && dict.has(P)) elements.set(ref.tag, { ref, dict });
  }
  return elements;
}

function isTransparent(dict: PDFDict): boolean {
  return dict.get(S) === nonStruct && dict.keys().every((key) => meaningless.has(key)) && dict.get(P) instanceof PDFRef;
}

/** What stands in a page's list of owners (14.7.4.4) is the nearest element that stayed. */
function rewriteParentTree(pdf: PDFDocument, dissolved: ReadonlyMap<string, PDFDict>): void {
  const root = pdf.catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict);
  const numbers = root?.lookupMaybe(PDFName.of('ParentTree'), PDFDict)?.lookupMaybe(PDFName.of('Nums'), PDFArray);
  for (let index = 1; numbers && index < numbers.size(); index += 2) {
    const owners = numbers.lookup(index);
    if (!(owners instanceof PDFArray)) continue;
    for (let at = 0; at < owners.size(); at++) {
      const owner = owners.get(at);
      if (owner instanceof PDFRef && dissolved.has(owner.tag)) owners.set(at, staying(owner, dissolved));
    }
  }
}

function staying(ref: PDFRef, dissolved: ReadonlyMap<string, PDFDict>): PDFRef {
  for (let at = ref; ; ) {
    const dict = dissolved.get(at.tag);
    if (!dict) return at;
    at = dict.get(P) as PDFRef;
  }
}
