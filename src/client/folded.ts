/**
 * The data behind figures are closed when the page opens: they stand in `<noscript>`, so that a browser that runs scripts
 * does not build tables that nobody sees yet. These put them in their places, a figure a step.
 */
export function unfoldingSteps(): (() => void)[] {
  return [...document.querySelectorAll('noscript.folded')].map((folded) => () => {
    folded.outerHTML = folded.textContent;
  });
}
