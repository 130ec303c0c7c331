import { diffArrays } from 'diff';
import type { LanguageTag } from '../base/language.ts';
import type { ChartChange } from '../model/comparison.ts';
import { compareRows, type WordedData } from './chart-rows.ts';

/** A chart that stands in the text: its title in each language, its data as CSV and as readers see them. */
export interface PlacedChart {
  chart: string;
  title: Record<LanguageTag, string>;
  csv: string;
  data?: WordedData;
}

/** Charts that came, went, or whose data are others, with the rows that differ. */
export function compareCharts(
  before: readonly PlacedChart[],
  after: readonly PlacedChart[],
  languages: readonly LanguageTag[],
): ChartChange[] {
  const old = new Map(before.map((each) => [each.chart, each]));
  const present = after.flatMap(({ chart, title, csv, data }): ChartChange[] => {
    const previous = old.get(chart);
    if (previous?.csv === csv) return [];
    const worded = compareRows(previous?.data, data, languages);
    return [{ chart, title, change: previous ? 'data' : 'new', ...rows(previous?.csv ?? '', csv), worded }];
  });
  const gone = before
    .filter(({ chart }) => !after.some((each) => each.chart === chart))
    .map(({ chart, title, csv, data }): ChartChange => {
      const worded = compareRows(data, undefined, languages);
      return { chart, title, change: 'dropped', ...rows(csv, ''), worded };
    });
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
