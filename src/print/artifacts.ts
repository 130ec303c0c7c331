/** What a page paints outside its structure: text, paths, images. Clips and graphics state paint nothing. */
const painted = /BT\n[\s\S]*?ET\n|(?:(?:[-\d. ]+ (?:re|m|l|c|v|y)|h)\n)+(?:f\*?|F|S|s|B\*?|b\*?)\n|\/\S+ (?:Do|sh)\n/g;

/**
 * Marks whatever stands outside the tagged content as an artifact, as PDF/UA-1 (ISO 14289-1, 7.1) asks: Chromium leaves
 * running heads and page numbers of `@page` margin boxes bare.
 */
export function markArtifacts(content: string): string {
  let depth = 0;
  let result = '';
  let after = 0;
  for (const { 0: operator, index } of content.matchAll(/\b(?:BDC|BMC|EMC)\b/g)) {
    if (depth === 0) {
      result += asArtifacts(content.slice(after, index));
      after = index;
    }
    depth += operator === 'EMC' ? -1 : 1;
    if (depth === 0) {
      result += content.slice(after, index);
      after = index;
    }
  }
  return result + (depth === 0 ? asArtifacts(content.slice(after)) : content.slice(after));
}

function asArtifacts(bare: string): string {
  return bare.replace(painted, (operators) => `/Artifact BMC\n${operators}EMC\n`);
}
