import type { LanguageTag } from '../base/language.ts';
import type { CodeList } from './data.ts';
import type { TagSetting } from './live-runtime.ts';
import type { Spec } from './spec.ts';

/** A chart in one language, or in several at once: everything worded, data inline. Plain JSON. */
export interface LocalizedChart {
  id: string;
  /** In reading order; more than one when labels carry them all. */
  languages: LanguageTag[];
  /** Vega-Lite v6 without its title, with data inline; labels worded by the expression function `words`. */
  spec: Spec;
  /** The same for a narrow drawing (a phone), when the author patched it with `usermeta.jianbao.narrow`. */
  narrow?: Spec;
  /** What `words` needs for labels by code. */
  codeLists: Record<string, CodeList>;
  title: Record<LanguageTag, string>;
  subtitle: Record<LanguageTag, string>;
  note: Record<LanguageTag, string>;
  /** Alternative text, written or generated. */
  alternative: Record<LanguageTag, string>;
  /** Alternative texts of other states of its parameters. */
  states?: { when: Record<string, unknown>; alternative: Record<LanguageTag, string> }[];
  /** Ids of sources. */
  sources: string[];
  /** The rows of the figure's data table, by which marks say what they stand for; absent where there is no table. */
  table?: ChartTableKeys;
  /** Codes that charts and tables are linked by: `code` is at `first + codes.indexOf(code)` of all the page's codes. */
  links?: { key: string; codes: string[]; first: number }[];
}

/** What tells the rows of a figure's data table apart. */
export interface ChartTableKeys {
  /** Names of the columns, in the table's order. */
  columns: string[];
  /** Names of the columns that identify a row together. */
  keys: string[];
  /** For each row the values of `keys`. */
  rows: (string | number | boolean | null)[][];
}

/** What a mark says when it stands for no row of the figure's data table. */
export interface MarkWords {
  /** Label and words of each value; a label may be empty. */
  lines: [label: string, words: string][];
  /** Id of the fact that the mark stands for. */
  of?: string;
}

/** What a drawing for the page's script is made with. */
export interface ScreenDrawing {
  /** For a narrow screen (a phone). */
  isNarrow?: boolean;
  /** Of the drawing beside it, which `data-t` of this one counts in too. */
  marks?: MarkWords[];
}

/** What a reader of a drawing could not read: two labels on each other, or a label that was cut. */
export interface LabelFault {
  kind: 'overlap' | 'cut';
  texts: string[];
}

/** What hardly differs from what it is drawn on. */
export interface ContrastFault {
  /** Kind of mark, as Vega calls it: `rect`, `line`, `text` … */
  mark: string;
  /** As it was written, where anybody wrote it: `#D3DBDD`, `steelblue`. */
  colour: string;
  scheme: 'light' | 'dark';
  /** The best contrast to anything that it lies on, and the least it needs. */
  ratio: number;
  least: number;
}

/** A drawn chart. */
export interface Drawing {
  /** `<svg role="img" aria-label=…>` with colours of the theme as CSS variables. */
  svg: string;
  /** CSS pixels. */
  width: number;
  height: number;
  /** What Vega and Vega-Lite complained about. */
  warnings: string[];
  labelFaults?: LabelFault[];
  contrastFaults?: ContrastFault[];
  /** What `data-t` of a mark counts in. */
  marks?: MarkWords[];
  /** Of a chart whose parameters have few choices: the drawing for each other choice. */
  states?: { parameters: Record<string, unknown>; svg: string }[];
  /** Of a chart with parameters, for the page to start it again: Vega's dataflow as JSON, and the widths of its views. */
  live?: { dataflow: string; sizes: Record<string, number> };
  /** Of a chart with parameters: what its marks are tagged by. */
  tags?: TagSetting;
  /** Of a chart with parameters: the code lists that its words come from. */
  codeLists?: Record<string, CodeList>;
}
