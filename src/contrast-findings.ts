import { ratioWords } from './base/contrast.ts';
import type { Place } from './base/diagnostic.ts';
import type { Located } from './model/briefing.ts';
import type { ContrastFault } from './model/chart.ts';
import { isObject, type Path } from './model/spec.ts';

export interface ContrastFinding {
  message: string;
  hint: string;
  /** Where the specification writes the colour, if it does. */
  place?: Place;
}

/** What is to be told of marks that hardly differ from what they lie on. */
export function contrastFindings(
  chart: string,
  faults: readonly ContrastFault[],
  written: Located | undefined,
): ContrastFinding[] {
  return faults.map(({ mark, colour, scheme, ratio, least }) => {
    const message = `chart "${chart}": ${nouns[mark] ?? 'marks'} in ${colour} have a contrast of ${ratioWords(ratio)} in ${scheme}`;
    const path = written && pathOf(written.value, colour.toLowerCase());
    return { message, hint: hintFor(mark, least), ...(written && path && { place: written.at(path) }) };
  });
}

function hintFor(mark: string, least: number): string {
  const need = `they need ${least} : 1`;
  if (mark === 'text') return `${need}: make them or their ground lighter or darker`;
  return `${need}: take another colour, give them an outline, or write their values beside them`;
}

/** What readers call the marks of Vega. */
const nouns: Record<string, string> = {
  arc: 'sectors',
  area: 'areas',
  line: 'lines',
  rect: 'bars',
  rule: 'rules',
  shape: 'shapes',
  symbol: 'points',
  text: 'words',
  trail: 'lines',
};

function pathOf(value: unknown, colour: string): Path | undefined {
  if (typeof value === 'string') return value.toLowerCase() === colour ? [] : undefined;
  if (!Array.isArray(value) && !isObject(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const path = pathOf(inner, colour);
    if (path) return [Array.isArray(value) ? Number(key) : key, ...path];
  }
  return undefined;
}
