/**
 * The structure tree of a tagged PDF (ISO 32000-1, 14.7), kept as text. It is nine tenths of a file's objects, and each is
 * written by Chromium in one simple form: read so, a file of thousands of them takes milliseconds, where a PDF library
 * would build and write back every one.
 */
export interface StructureTree {
  /** Object number → element. */
  elements: Map<number, StructureElement>;
  /** Object number → the owners of a page's marked content (14.7.4.4), as an array of references. */
  owners: Map<number, string>;
}

export interface StructureElement {
  /** Standard structure type: `P`, `TD`, `Link`. */
  role: string;
  /** Entries before the parent, such as `/Alt (…)`, as written. */
  head: string;
  parent: number;
  /** Object number of the page that its marked content is on. */
  page?: number;
  kids: Kid[];
  /** Entries after the kids, such as `/A <<…>>`, as written. */
  tail: string;
}

/** An element by its object number; marked content by page and id; anything else, such as an annotation, as written. */
export type Kid = { element: number } | { content: number; page?: number } | { object: string };

/** Takes the structure tree out of a file's text (Latin-1): what is left goes to the PDF library. */
export function takeStructure(file: string): { tree: StructureTree; rest: string } {
  const tree: StructureTree = { elements: new Map(), owners: new Map() };
  const lists = pageLists(file);
  const rest = file.replace(taken, (whole, number, body, list) => {
    if (list !== undefined) {
      if (!lists.has(Number(number))) return whole;
      tree.owners.set(Number(number), list);
      return '';
    }
    const element = readElement(body);
    if (!element) return whole;
    tree.elements.set(Number(number), element);
    return '';
  });
  return { tree, rest };
}

/** Strings hold no line breaks: Skia writes them as `\012`. */
const taken = /^(\d+) 0 obj\n(?:<<\/Type \/StructElem\n([\s\S]*?)>>|(\[[\dnul R\s]*\]))\nendobj\n/gm;

/** The object numbers of the arrays that the parent tree gives to pages; its other entries belong to annotations. */
function pageLists(file: string): Set<number> {
  const [, numbers = ''] = /<<\/Type \/ParentTree\n\/Nums \[([^\]]*)\]/.exec(file) ?? [];
  return new Set(Array.from(numbers.matchAll(/\d+ (\d+) 0 R/g), ([, number]) => Number(number)));
}

const entries =
  /^\/S \/(\w+)([\s\S]*?)\n\/P (\d+) 0 R(?:\n\/Pg (\d+) 0 R)?(?:\n\/K (?:(\d+) 0 R|(\d+)|\[([^\]]*)\]))?([\s\S]*)$/;

function readElement(body: string): StructureElement | undefined {
  const match = entries.exec(body);
  if (!match) return undefined;
  const [, role = '', head = '', parent, page, element, content, list, tail = ''] = match;
  const kids = element
    ? [{ element: Number(element) }]
    : content
      ? [{ content: Number(content) }]
      : readKids(list ?? '');
  return { role, head, parent: Number(parent), ...(page && { page: Number(page) }), kids, tail };
}

function readKids(list: string): Kid[] {
  return Array.from(list.matchAll(/<<[\s\S]*?>>|(\d+) 0 R|(\d+)/g), ([object, element, content]): Kid => {
    if (element) return { element: Number(element) };
    if (content) return { content: Number(content) };
    const [, id] = /\/MCID (\d+)/.exec(object) ?? [];
    const [, page] = /\/Pg (\d+) 0 R/.exec(object) ?? [];
    return id && page ? { content: Number(id), page: Number(page) } : { object };
  });
}

/** Object number → the object's text. */
export function writeStructure({ elements, owners }: StructureTree): Map<number, string> {
  const written = new Map(owners);
  for (const [number, element] of elements) written.set(number, writeElement(element));
  return written;
}

function writeElement({ role, head, parent, page, kids, tail }: StructureElement): string {
  const list = kids.map((kid) => {
    if ('element' in kid) return `${kid.element} 0 R`;
    if ('object' in kid) return kid.object;
    return kid.page === undefined || kid.page === page
      ? String(kid.content)
      : `<</Type/MCR/Pg ${kid.page} 0 R/MCID ${kid.content}>>`;
  });
  const written = list.length === 1 ? ` ${list[0]}` : `[${list.join(' ')}]`;
  return [
    `<</Type/StructElem/S/${role}${head}/P ${parent} 0 R`,
    page === undefined ? '' : `/Pg ${page} 0 R`,
    list.length === 0 ? '' : `/K${written}`,
    `${tail}>>`,
  ].join('');
}
