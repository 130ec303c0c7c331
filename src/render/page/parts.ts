/** A page and its large parts apart from each other: what is different after an edit is mostly one of them. */
export interface PageInParts {
  /** The page with marks where its parts go. */
  frame: string;
  parts: ReadonlyMap<string, string>;
}

/** Stands for a part in HTML and in scripts; text of authors and data cannot hold it, since it is escaped. */
export function partMark(name: string): string {
  return `<!--part ${encodeURIComponent(name)}-->`;
}

/** The page, or a piece of its frame, with its parts in their places. */
export function wholePage({ frame, parts }: PageInParts): string {
  return frame.replace(marks, (_, name) => parts.get(decodeURIComponent(name)) ?? '');
}

/** Names of the parts that have their places in a piece of a frame. */
export function partsIn(frame: string): string[] {
  return Array.from(frame.matchAll(marks), ([, name = '']) => decodeURIComponent(name));
}

const marks = /<!--part ([^\s>]+)-->/g;
