import type { Edition } from '../../model/edition.ts';
import type { LiveDetails, LiveWords, TakeawayData } from '../../model/live.ts';
import type { ChartPictures } from '../page/input.ts';
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
  'figure.pair',
  'chart.explore',
  'table.shown',
];

/** What the page's script gets to know at once. */
export function liveWords(editions: Edition[]): LiveWords {
  const titles = Object.fromEntries(editions.map((edition) => [edition.language, edition.title]));
  return {
    languages: editions.map((edition) => edition.language),
    titles: { ...titles, all: editions.map((edition) => edition.title).join(' | ') },
    messages: Object.fromEntries(
      spoken.map((key) => [
        key,
        Object.fromEntries(editions.map((edition) => [edition.language, edition.messages[key] ?? ''])),
      ]),
    ),
  };
}

/** What the page's script gets to know when it asks. */
export function liveDetails(
  editions: Edition[],
  takeaway: TakeawayData,
  pictures: ReadonlyMap<string, ChartPictures>,
): LiveDetails {
  return { provenance: liveProvenance(editions), marks: marksOf(pictures), takeaway };
}

function marksOf(pictures: ReadonlyMap<string, ChartPictures>): LiveDetails['marks'] {
  const charts = [...pictures].flatMap(([chart, { wide }]) => {
    const languages = Object.entries(wide).flatMap(([language, { marks }]) => (marks ? [[language, marks]] : []));
    return languages.length > 0 ? [[chart, Object.fromEntries(languages)]] : [];
  });
  return charts.length > 0 ? Object.fromEntries(charts) : undefined;
}
