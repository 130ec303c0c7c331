import type { Edition } from '../../model/edition.ts';
import type { LiveData, TakeawayData } from '../../model/live.ts';
import type { ChartPictures } from '../page.ts';
import { liveProvenance } from './live-provenance.ts';

/** Messages that the page's script says. */
const spoken: string[] = [
  'provenance.statement',
  'provenance.statement-undated',
  'provenance.publication',
  'provenance.publication-undated',
  'provenance.citation',
  'provenance.citation-located',
  'provenance.derived',
  'provenance.unsourced',
  'figure.source-separator',
  'chart.explore',
  'table.shown',
];

/** What the page's script gets to know: see `LiveData`. */
export function liveData(
  editions: Edition[],
  takeaway: TakeawayData,
  pictures: ReadonlyMap<string, ChartPictures>,
): LiveData {
  const titles = Object.fromEntries(editions.map((edition) => [edition.language, edition.title]));
  return {
    languages: editions.map((edition) => edition.language),
    titles: { ...titles, all: editions.map((edition) => edition.title).join(' | ') },
    takeaway,
    messages: Object.fromEntries(
      spoken.map((key) => [
        key,
        Object.fromEntries(editions.map((edition) => [edition.language, edition.messages[key] ?? ''])),
      ]),
    ),
    provenance: liveProvenance(editions),
    marks: marksOf(pictures),
  };
}

function marksOf(pictures: ReadonlyMap<string, ChartPictures>): LiveData['marks'] {
  const charts = [...pictures].flatMap(([chart, { wide }]) => {
    const languages = Object.entries(wide).flatMap(([language, { marks }]) => (marks ? [[language, marks]] : []));
    return languages.length > 0 ? [[chart, Object.fromEntries(languages)]] : [];
  });
  return charts.length > 0 ? Object.fromEntries(charts) : undefined;
}
