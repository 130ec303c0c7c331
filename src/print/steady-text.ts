/**
 * What the browser printed, as Latin-1 text, without what differs from print to print: its clock, and the ids of structure
 * elements, which count on through a tab's life and are counted anew from 1 in the same order. Nothing moves: every
 * replacement is as long as what it replaces.
 */
export function steadyText(printed: Uint8Array): string {
  const text = Buffer.from(printed.buffer, printed.byteOffset, printed.byteLength).toString('latin1');
  const ids = [...new Set(text.match(elementId))].sort();
  const renamed = new Map(ids.map((id, index) => [id, `(node${String(index + 1).padStart(8, '0')})`]));
  return text
    .replace(elementId, (id) => renamed.get(id) ?? id)
    .replace(clock, (_, key, time) => `${key}${'0'.repeat(time.length)}`);
}

const elementId = /\(node\d{8}\)/g;
const clock = /(\/(?:CreationDate|ModDate) \(D:)([^)]*)/g;
