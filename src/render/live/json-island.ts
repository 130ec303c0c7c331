/**
 * JSON as the text of a `<script type="application/json">`: `<` written as an escape, so that nothing in the data can end
 * the element or begin a comment (HTML §4.12.1.3).
 */
export function jsonIsland(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
