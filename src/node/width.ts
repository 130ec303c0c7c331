/**
 * Columns that a text takes in a terminal: East Asian wide characters and emoji two, combining and format characters
 * none (Unicode UAX #11; characters of ambiguous width count one).
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (character < '\u0300') return 1;
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return 0;
  if (character >= '\uFF61' && character <= '\uFFDC') return 1;
  return wide.test(character) ? 2 : 1;
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Emoji_Presentation}\u3000-\u303E\u30FB\u30FC\u3200-\u33FF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
