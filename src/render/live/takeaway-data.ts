import type { Theme } from '../../model/briefing.ts';
import type { Edition } from '../../model/edition.ts';
import type { FigureData } from '../../model/figure-data.ts';
import type { TakeawayData } from '../../model/live.ts';
import type { Report } from '../../model/report.ts';
import { themeColours } from '../chart/palette.ts';

/** What the page needs to make files of its figures. */
export function takeawayData(
  { briefing }: Report,
  editions: Edition[],
  theme: Theme,
  figures: ReadonlyMap<string, FigureData>,
): TakeawayData {
  const { id, edition, address } = briefing;
  const inAll = (words: (edition: Edition) => string | undefined) => [...new Set(editions.map(words))].join(' / ');
  return {
    name: id,
    date: edition.date,
    ...(address !== undefined && { address }),
    palette: Object.fromEntries(themeColours(theme.chartConfig).map(({ name, light }) => [name, light])),
    package: {
      name: `${id}-figures`,
      title: inAll(({ title }) => title),
      created: edition.date,
      ...(address !== undefined && { homepage: address }),
    },
    figures: Object.fromEntries(
      [...figures].map(([chart, data]) => [chart, { ...data, title: inAll(({ figures }) => figures[chart]?.title) }]),
    ),
  };
}
