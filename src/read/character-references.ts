/** Reads numeric character references (HTML, 13.5): `&#50;` and `&#x32;` are 2. */
export function readReferences(text: string): string {
  return text.replace(/&#(?:x([\da-f]+)|(\d+));?/gi, (_, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
