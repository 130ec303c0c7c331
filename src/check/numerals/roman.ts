/**
 * Roman numerals in Latin letters, II to XIX: `Grade II`. Single letters and XI are left to
 * names: `Vitamin C`, `Xi`.
 */
export const romanNumeral = '(?<![A-Za-z])(?:X?(?:I{2,3}|IV|VI{1,3}|IX)|XV)(?![A-Za-z])';

/** Patterns that pass over the case of letters find `iv` too, which numbers nothing. */
export function isRomanNumeral(match: string): boolean {
  return match.length > 1 && match === match.toUpperCase();
}
