import type { LabelFault } from './model/chart.ts';

/** What is to be told of labels that cannot be read: code, message, hint. */
export function labelFindings(
  chart: string,
  faults: readonly LabelFault[],
): [code: string, message: string, hint: string][] {
  const [overlap, cut] = [wordsOf(faults, 'overlap'), wordsOf(faults, 'cut')];
  const findings: [string, string, string][] = [];
  if (overlap) {
    const hint = 'place one elsewhere ("dx", "dy", "align"), say less, or give the drawing more room';
    findings.push(['chart-label-overlap', `chart "${chart}": labels lie on each other: ${overlap}`, hint]);
  }
  if (cut) {
    const hint = 'shorten them, or allow more with "labelLimit" or "limit"';
    findings.push(['chart-label-cut', `chart "${chart}": labels are cut: ${cut}`, hint]);
  }
  return findings;
}

/** The first faults of a kind in words, each text once. */
function wordsOf(faults: readonly LabelFault[], kind: LabelFault['kind']): string | undefined {
  const own = faults.filter((fault) => fault.kind === kind);
  const words = [...new Set(own.map(({ texts }) => texts.map((text) => `“${text}”`).join(' and ')))];
  if (words.length === 0) return undefined;
  return words.length > most ? `${words.slice(0, most).join(', ')} …` : words.join(', ');
}

const most = 3;
