/**
 * The data behind figures are closed when the page opens: they stand in `<noscript>`, so that a browser that runs scripts
 * does not build tables that nobody sees yet. These put them in their places, a figure a step.
 */
export function unfoldingSteps(): (() => void)[] {
  return foldedIn(document).map((folded) => () => unfold(folded));
}

/** Puts all of them in their places at once, also in a document that runs no scripts. */
export function unfoldAll(root: ParentNode): void {
  for (const folded of foldedIn(root)) unfold(folded);
}

function foldedIn(root: ParentNode): Element[] {
  return [...root.querySelectorAll('noscript.folded')];
}

/** A page that runs scripts has what stands in it as text, any other as elements. */
function unfold(folded: Element): void {
  if (folded.firstElementChild) folded.replaceWith(...folded.childNodes);
  else folded.outerHTML = folded.textContent ?? '';
}
