import { within } from './part.ts';

/** What one reads in: it stands in every view. */
const blocks = 'main .row, main h2, main h3, main h4, main figure, main tr, main dl > div';

/**
 * Notes which block is at the top of the window and how much of it has been read; the function that comes back scrolls
 * to the same place after the page has been laid out anew. `successor` says what took the place of an element that is gone.
 */
export function readingPlace(successor: (element: Element) => Element | undefined = () => undefined): () => void {
  const top = document.querySelector('.bar')?.getBoundingClientRect().bottom ?? 0;
  const block = scrollY > 0 ? blockAt(top) : undefined;
  if (!block) return () => {};
  const before = block.getBoundingClientRect();
  const isCut = before.top < top;
  const read = isCut ? (top - before.top) / before.height : 0;
  return () => {
    const now = block.isConnected ? block : successor(block);
    if (!now) return;
    const after = now.getBoundingClientRect();
    const wanted = isCut ? top - read * after.height : before.top;
    scrollBy({ top: after.top - wanted, behavior: 'instant' });
  };
}

/**
 * The first block that begins in the upper third of the window, else the one that reaches into it from above. Sections
 * that have been read are passed over whole: a page has thousands of blocks.
 */
function blockAt(top: number): Element | undefined {
  let reaching: Element | undefined;
  for (const part of document.querySelectorAll('main > *')) {
    if (part.getBoundingClientRect().bottom <= top + 1) continue;
    for (const block of within(part, blocks)) {
      const { top: start, bottom, height } = block.getBoundingClientRect();
      // What stands in a closed part has a box, though nobody sees it.
      if (height === 0 || bottom <= top + 1 || block.checkVisibility?.() === false) continue;
      if (start >= top - 1) return start < innerHeight / 3 ? block : (reaching ?? block);
      reaching ??= block;
    }
  }
  return reaching;
}
