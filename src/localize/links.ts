import type { LocalizedChart } from '../model/chart.ts';
import type { Row } from '../model/data.ts';
import type { Report } from '../model/report.ts';

/** The codes that a chart is linked to others by. */
export function linksOfChart(id: string, { links }: Report): LocalizedChart['links'] {
  const own = links.filter(({ charts }) => charts.includes(id));
  return own.length > 0 ? own.map(({ key, codes, first }) => ({ key, codes, first })) : undefined;
}

/** The linked codes of a row, as in `data-c`: of a table placed in the text, or of a figure's data. */
export function linkedCodes(row: Row, of: { chart?: string; table?: string }, { links }: Report): string | undefined {
  const codes = links.flatMap(({ key, charts, tables, codes, first }) => {
    if (!charts.includes(of.chart ?? '') && !tables.includes(of.table ?? '')) return [];
    const at = codes.indexOf(String(row[key]));
    return at < 0 ? [] : [first + at];
  });
  return codes.length > 0 ? codes.join(' ') : undefined;
}
