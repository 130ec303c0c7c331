export interface Attribute {
  /** Lower case. */
  key: string;
  /** As written. */
  value: string;
  /** Offset of the key in the tag. */
  at: number;
}

/** The attributes of a tag that have a value. */
export function attributesOf(tag: string): Attribute[] {
  const written = tag.matchAll(/[\s/"']([a-z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi);
  return Array.from(written, ({ index, 1: key = '', 2: double, 3: single, 4: bare }) => ({
    key: key.toLowerCase(),
    value: double ?? single ?? bare ?? '',
    at: index + 1,
  }));
}

/** Reads numeric character references (HTML, 13.5): `&#50;` and `&#x32;` are 2. */
export function readReferences(text: string): string {
  return text.replace(/&#(?:x([\da-f]+)|(\d+));?/gi, (_, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
