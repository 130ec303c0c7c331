import { diffArrays } from 'diff';
import type { LanguageTag } from '../base/language.ts';
import type { ChartChange } from '../model/comparison.ts';

/** A chart that stands in the text: its title in each language and its data as CSV. */
export interface PlacedChart {
  chart: string;
  title: Record<LanguageTag, string>;
  csv: string;
}

/** Charts that came, went, or whose data are others, with the rows that differ. */
export function compareCharts(before: readonly PlacedChart[], after: readonly PlacedChart[]): ChartChange[] {
  const old = new Map(before.map((each) => [each.chart, each]));
  const present = after.flatMap(({ chart, title, csv }): ChartChange[] => {
    const previous = old.get(chart);
    if (previous?.csv === csv) return [];
    return [{ chart, title, change: previous ? 'data' : 'new', ...rows(previous?.csv ?? '', csv) }];
  });
  const gone = before
    .filter(({ chart }) => !after.some((each) => each.chart === chart))
    .map(({ chart, title, csv }): ChartChange => ({ chart, title, change: 'dropped', ...rows(csv, '') }));
  return [...present, ...gone];
}

function rows(from: string, to: string): Pick<ChartChange, 'deleted' | 'inserted'> {
  const lines = (csv: string) => csv.split(/\r?\n/).filter((line) => line !== '');
  const changes = diffArrays(lines(from), lines(to));
  return {
    deleted: changes.flatMap(({ removed, value }) => (removed ? value : [])),
    inserted: changes.flatMap(({ added, value }) => (added ? value : [])),
  };
}
