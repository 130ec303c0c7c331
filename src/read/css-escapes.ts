/** Style sheets may write any letter as an escape (CSS Syntax 3, 4.3.7): `u\72l(…)` asks as `url(…)` does. */
export function unescaped(text: string): { text: string; at(offset: number): number } {
  const escapes = /\\(?:([\da-f]{1,6})(?:\r\n|[ \n\t\r\f])?|([^\n\r\f\da-f]))/gi;
  if (!text.includes('\\')) return { text, at: (offset) => offset };
  /** Offsets behind an escape: in the text read, and in the text written. */
  const behind: [read: number, written: number][] = [];
  let read = '';
  let next = 0;
  for (const { index, 0: whole, 1: hex, 2: letter = '' } of text.matchAll(escapes)) {
    const code = hex === undefined ? undefined : Number.parseInt(hex, 16);
    const character =
      code === undefined ? letter : code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
    read += text.slice(next, index) + character;
    next = index + whole.length;
    behind.push([read.length, next]);
  }
  read += text.slice(next);
  return {
    text: read,
    at(offset) {
      const [from, to] = behind.findLast(([each]) => each <= offset) ?? [0, 0];
      return to + offset - from;
    },
  };
}
