import type { Face } from './faces.ts';

/**
 * Characters that nearly every text in Chinese keeps to: those of GB/T 2312, and the punctuation, signs and Latin letters
 * around them. Faces of 10 MB are cut to these once on a machine; documents are then cut from 2 MB, to the same bytes.
 */
export function commonCharacters(): ReadonlySet<number> {
  found ??= findCommon();
  return found;
}

let found: Set<number> | undefined;

function findCommon(): Set<number> {
  const found = new Set<number>();
  const decoder = new TextDecoder('gb18030');
  for (let row = 0xa1; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = decoder.decode(Uint8Array.of(row, cell));
      if (!/[\p{Co}\p{Cn}\uFFFD]/u.test(character)) found.add(character.codePointAt(0) ?? 0);
    }
  for (const [first, last] of blocks) for (let codePoint = first; codePoint <= last; codePoint++) found.add(codePoint);
  return found;
}

/** Latin-1, general punctuation to letterlike signs, arrows, mathematical signs, circled numbers, CJK signs, full widths. */
const blocks = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x2000, 0x214f],
  [0x2190, 0x22ff],
  [0x2460, 0x24ff],
  [0x3000, 0x303f],
  [0xff00, 0xffef],
] as const;

/** Only the Chinese faces are large. */
export function isLarge({ family }: Face): boolean {
  return family.startsWith('Noto');
}
