import type { Worded } from './edition.ts';

/** Inlines without their marks; `said` gives what stands for a line break and for a citation's number. */
export function plainText(
  inlines: readonly Worded[],
  said: { lineBreak: string; citation: (number: number) => string },
): string {
  return inlines
    .map((inline): string => {
      switch (inline.type) {
        case 'strong':
        case 'emphasis':
        case 'link':
          return plainText(inline.text, said);
        case 'break':
          return said.lineBreak;
        case 'citation':
          return said.citation(inline.number);
        default:
          return inline.text;
      }
    })
    .join('');
}
