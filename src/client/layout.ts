import { readingPlace } from './reading-place.ts';

/**
 * The page opens at its top with what is in view laid out and the rest left for later (`content-visibility`). These lay
 * out the rest, a figure or table a step, and then the page is whole: what is read stays where it is.
 */
export function layoutSteps(): (() => void)[] {
  if (!document.documentElement.classList.contains('opening')) return [];
  const late = [...document.querySelectorAll('main > section')].flatMap((section) => [
    ...section.querySelectorAll(':scope > :is(figure, .part, .data-table)'),
    section,
  ]);
  return [...late.map((element) => () => layOut(element)), beWhole];
}

/** What is asked where it is has to be laid out, with all that stands around it. */
function layOut(element: Element): void {
  element.lastElementChild?.getBoundingClientRect();
}

function beWhole(): void {
  const stay = readingPlace();
  document.documentElement.classList.remove('opening');
  stay();
}
