import type { Kid, StructureElement, StructureTree } from './structure-tree.ts';

/**
 * Gives elements the types that PDF/UA-1 (ISO 14289-1) knows. The frame around a drawing becomes a plain division:
 * `<figure>` and the `<svg role="img">` inside it are both printed as Figure, and every Figure has an alternative text
 * (7.3). Strong and Em came with PDF 2.0; before, both were a Span.
 */
export function useStandardTypes({ elements }: StructureTree): void {
  for (const element of elements.values()) {
    if (element.role === 'Figure' && !element.head.includes('/Alt') && !paints(element, elements)) element.role = 'Div';
    if (element.role === 'Strong' || element.role === 'Em') element.role = 'Span';
  }
}

/** Whether it is a drawing itself: all that is in it is painted, and no element with a meaning. */
function paints({ kids }: StructureElement, elements: StructureTree['elements']): boolean {
  return kids.every((kid) => {
    const inner = 'element' in kid ? elements.get(kid.element) : undefined;
    return inner === undefined || (isTransparent(inner, elements) && paints(inner, elements));
  });
}

/**
 * Takes out the structure elements that mean nothing: NonStruct is transparent (ISO 32000-1, 14.8.4.2), and the browser
 * writes one for every piece of text, which makes more than half of a file's objects. Their content goes to the element
 * around them; those that carry a language stay.
 */
export function dissolveTransparent({ elements, owners }: StructureTree): void {
  const dissolved = new Map([...elements].filter(([, element]) => isTransparent(element, elements)));
  for (const [number, element] of elements) {
    if (dissolved.has(number)) continue;
    const kids = element.kids.flatMap((kid) => flatten(kid, element.page, number));
    element.page ??= kids.find(isContent)?.page;
    element.kids = kids;
  }
  for (const [number, list] of owners)
    owners.set(
      number,
      list.replace(/\d+(?= 0 R)/g, (owner) => staying(owner)),
    );
  for (const number of dissolved.keys()) elements.delete(number);

  /** A kid with those of a dissolved one in its place. Marked content is told with its page. */
  function flatten(kid: Kid, page: number | undefined, owner: number): Kid[] {
    if ('content' in kid) return [{ content: kid.content, page: kid.page ?? page }];
    if (!('element' in kid)) return [kid];
    const inner = dissolved.get(kid.element);
    if (inner) return inner.kids.flatMap((each) => flatten(each, inner.page ?? page, owner));
    const element = elements.get(kid.element);
    if (element) element.parent = owner;
    return [kid];
  }

  /** What stands in a page's list of owners is the nearest element that stayed. */
  function staying(owner: string): string {
    let number = Number(owner);
    for (let inner = dissolved.get(number); inner; inner = dissolved.get(number)) number = inner.parent;
    return String(number);
  }
}

function isContent(kid: Kid): kid is { content: number; page: number } {
  return 'content' in kid && kid.page !== undefined;
}

function isTransparent({ role, head, tail, parent }: StructureElement, elements: StructureTree['elements']): boolean {
  return role === 'NonStruct' && head.trim() === '' && tail.trim() === '' && elements.has(parent);
}
