import type { LanguageTag, Localized } from '../base/language.ts';
import type { LocalizedChart } from './chart.ts';
import type { Unit } from './data.ts';

/** What marks of a chart are tagged by, see `render/chart/tags.ts`. */
export interface TagSetting extends Pick<LocalizedChart, 'table' | 'links'> {
  /** Fields that have a legend. */
  legends: string[];
  /** Whether the specification says tooltips itself. */
  tooltips: boolean;
}

/** A drawing as the page's runtime starts it. */
export interface LiveDrawing {
  /** Vega's dataflow, with expressions as syntax trees. */
  dataflow: unknown;
  /** Pixels that the views were fitted to, by signal. */
  sizes: Record<string, number>;
}

/** A chart with parameters, in one language. */
export interface LiveChart {
  wide: LiveDrawing;
  narrow?: LiveDrawing;
  tags: TagSetting;
  codeLists: LocalizedChart['codeLists'];
}

/** What the page carries, packed, for its charts with parameters. */
export interface LiveCharts {
  units: Record<string, Unit>;
  messages: Record<string, Localized>;
  /** Colour of the theme → its CSS variable. */
  palette: Record<string, string>;
  charts: Record<string, Record<LanguageTag, LiveChart>>;
}
