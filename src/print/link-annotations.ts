/** Link annotations (ISO 32000-1, 12.5.6.5) by object number, kept as text as the structure tree is, and for the same reason. */
export type LinkAnnotations = Map<number, LinkAnnotation>;

export interface LinkAnnotation {
  /** Its entries as written. */
  entries: string;
  /** What it is described by (`Contents`), as a PDF string. */
  description?: string;
}

/** Takes the link annotations out of a file's text (Latin-1); others than those in Chromium's form are left. */
export function takeLinks(file: string): { links: LinkAnnotations; rest: string } {
  const links: LinkAnnotations = new Map();
  const rest = file.replace(taken, (_, number, entries) => {
    links.set(Number(number), { entries });
    return '';
  });
  return { links, rest };
}

/** Strings hold no line breaks: Skia writes them as `\012`. */
const taken =
  /^(\d+) 0 obj\n<<(\/Type \/Annot\n\/Subtype \/Link\n(?:\/(?:F|StructParent) \d+\n?|\/(?:Border|Rect) \[[-\d. ]*\]\n|\/Dest \/\S+\n|\/A <<\/Type \/Action\n\/S \/URI\n\/URI \(.*\)>>\n)*)>>\nendobj\n/gm;

/** Where a link leads: its address or the name of its destination, as written in PDF. */
export function targetOf({ entries }: LinkAnnotation): { address: string } | { destination: string } | undefined {
  const [, address, destination] = /\/URI \((.*)\)>>|\/Dest \/(\S+)/.exec(entries) ?? [];
  if (address !== undefined) return { address };
  return destination === undefined ? undefined : { destination };
}

/** Object number → the object's text. */
export function writeLinks(links: LinkAnnotations): Map<number, string> {
  return new Map(
    [...links].map(([number, { entries, description }]) => [
      number,
      `<<${entries.replaceAll('\n', ' ')}${description === undefined ? '' : `/Contents ${description}`}>>`,
    ]),
  );
}
