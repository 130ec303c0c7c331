import type { LanguageTag } from '../../base/language.ts';
import type { Theme } from '../../model/briefing.ts';
import type { Drawing } from '../../model/chart.ts';
import type { Edition } from '../../model/edition.ts';
import type { FigureData } from '../../model/figure-data.ts';
import type { WordedMark } from '../../model/release.ts';
import type { Report } from '../../model/report.ts';

/** A chart drawn for a page: SVG text that may be inserted as it is. */
export type Picture = Pick<Drawing, 'svg' | 'width' | 'height' | 'marks' | 'states' | 'live' | 'tags' | 'codeLists'>;

/** The drawings of a chart that one page shows: by language tag, or by `zh-Hans+en` for one labelled in both. */
export interface ChartPictures {
  wide: Record<string, Picture>;
  /** For screens under 480 px; absent in print. */
  narrow?: Record<string, Picture>;
}

export interface PageInput {
  report: Report;
  /** One per language of the page, in reading order. */
  editions: Edition[];
  theme: Theme;
  /** Chart id → drawings. */
  pictures: ReadonlyMap<string, ChartPictures>;
  /** The page that people open, the one that becomes a PDF, or one that becomes a picture or a figure's own page. */
  medium: 'screen' | 'print' | 'share';
  /** What the theme calls the document: `page` when absent. */
  layout?: Layout;
  /** The charts that a layout other than `page` shows. */
  charts?: string[];
  /** Chart id → its data as a file, on screen. */
  figureData?: ReadonlyMap<string, FigureData>;
  /** Files that stand beside the page. */
  beside?: FilesBeside;
  /** Release of jianbao that made the page. */
  generator: string;
  /** Set while the briefing may not be published, in every language of the briefing, the page's own first. */
  mark?: WordedMark[];
  /** The page's own script, on screen. */
  script?: string;
  /** What runs before the page is painted. */
  early?: string;
  /** The runtime of charts with parameters and their dataflows, packed. */
  live?: { runtime: string; charts: string };
  /** Keeps what has been rendered for a later page that has the same in it. */
  kept?: object;
}

/** The briefing, its long picture, its social card, all its figures one by one, or one figure. */
export type Layout = 'page' | 'long' | 'card' | 'figures' | 'figure-page';

/** What a run writes beside its page, relative to it, so that the page can lead there. */
export interface FilesBeside {
  pdfs: { path: string; languages: LanguageTag[] }[];
  /** The data package as a zip. */
  data?: string;
  /** The page of each figure, by chart id. */
  figures?: Record<string, string>;
  /** A picture for each language that others show when they link to the page. */
  cards?: Record<LanguageTag, string>;
}
