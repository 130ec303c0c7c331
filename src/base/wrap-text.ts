/** Breaks at spaces, and between Chinese characters where no closing punctuation would start a line and no opening one end it. */
export function wrapText(text: string, width: number, measure: (part: string) => number): string[] {
  const pieces =
    text.match(/[“‘（《〈「『【]*(?:[⺀-鿿＀-￯]|[^\s⺀-鿿＀-￯“‘]+)[，。、；：！？）》〉」』】”’]*|[“‘]+|\s+/g) ?? [];
  const wrapped: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && measure((line + piece).trimEnd()) > width) {
      wrapped.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...wrapped, line.trim()].filter((each) => each !== '');
}
