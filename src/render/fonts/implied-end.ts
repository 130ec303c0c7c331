/**
 * Ends the open elements that the start of another ends, where HTML leaves their closing tags out: a cell before the next
 * one, a row, an item, a paragraph before a block (HTML standard, 13.1.2.4). `stack` holds the open elements, outermost
 * first.
 */
export function endImplied(tag: string, stack: { tag: string }[]): void {
  const ended = endedBy.get(tag);
  if (!ended) return;
  let from = stack.length;
  for (let at = stack.length - 1; at > 0; at--) {
    const open = stack[at]?.tag ?? '';
    if (ended.tags.has(open)) from = at;
    else if (ended.within.has(open)) break;
  }
  stack.length = from;
}

interface Ended {
  tags: ReadonlySet<string>;
  /** Outside of these nothing ends. */
  within: ReadonlySet<string>;
}

const blocks =
  'address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul';
const holders = 'table tr td th li dd dt div section article aside figure figcaption blockquote body button caption';

const endedBy: ReadonlyMap<string, Ended> = new Map([
  ...pairs('td th', 'td th', 'tr table'),
  ...pairs('tr', 'tr td th', 'table'),
  ...pairs('thead tbody tfoot', 'thead tbody tfoot tr td th colgroup caption', 'table'),
  ...pairs('li', 'li', 'ul ol'),
  ...pairs('dt dd', 'dt dd', 'dl'),
  ...pairs(blocks, 'p', holders),
]);

function pairs(starts: string, tags: string, within: string): [string, Ended][] {
  const ended = { tags: new Set(tags.split(' ')), within: new Set(within.split(' ')) };
  return starts.split(' ').map((start) => [start, ended]);
}
