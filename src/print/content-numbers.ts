/**
 * Writes the numbers of a content stream with two decimals at most: Chromium writes `9.9999847 0 Td`, and pages of
 * text become a quarter smaller when alike steps are written alike. Matrices (`cm`, `Tm`) keep what they scale by.
 */
export function shortenNumbers(content: string): string {
  const shortened = new Map<string, string>();
  return content.replace(long, (number) => {
    const known = shortened.get(number);
    if (known !== undefined) return known;
    const short = shorten(Number(number));
    shortened.set(number, short);
    return short;
  });
}

const long = /-?\d*\.\d{3,}(?=[-\d. ]*(?:Td|l|m|c|v|y|re|w|rg|RG)\b)/g;

/** `.5` and not `0.5`, as PDF allows; never `-0`. */
function shorten(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return rounded === 0 ? '0' : String(rounded).replace(/^(-?)0\./, '$1.');
}
