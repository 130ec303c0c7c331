import type { Place } from '../base/diagnostic.ts';
import type { LanguageTag, Localized } from '../base/language.ts';
import type { BatchSettings } from './batch.ts';
import type { CodeList, Conflict, Fact, Geometry, Row, Source, Table, Term, Unit } from './data.ts';
import type { Block } from './document.ts';
import type { Parameter, ParameterValues } from './parameter.ts';
import type { ReleaseSettings } from './release.ts';

/** briefing.yaml, as trusted. */
export interface BriefingMeta extends ReleaseSettings {
  /** File-name stem of the outputs, kebab-case. */
  id: string;
  title: Localized;
  subtitle?: Localized;
  organisation: Localized;
  /** Who is named as the author of the documents; the organisation when absent. */
  author?: Localized;
  subject?: Localized;
  keywords: Localized<string>[];
  edition: Edition;
  /** BCP 47 tags in reading order; the first is the page's own. */
  languages: LanguageTag[];
  /** Ids of sections in order; each has `templates/sections/<id>.<language>.md`. */
  sections: SectionMeta[];
  keyFigures: KeyFigure[];
  /** Numerals in titles, labels and captions that come from no datum. */
  literals?: Literal[];
  /** Fact printed large on the cover. */
  hero?: string;
  /** Chart drawn quietly on the cover. */
  coverChart?: string;
  /** Charts and tables that are emphasised and filtered together. */
  links?: WrittenLink[];
  /** Where the page will be published; printed as QR code. */
  address?: string;
  /** What the briefing can be made for, as declared. */
  parameters?: Parameter[];
  /** What it is made for. */
  values?: ParameterValues;
  /** What `jianbao batch` goes over. */
  batch?: BatchSettings;
  /** Kilobytes that a PDF and the page may have. */
  budgets?: { pdf?: number; page?: number };
  /** Which documents are made, where not all are wanted. */
  documents?: DocumentKind[];
  place: Place;
}

/** The HTML page in all languages, a PDF in each language, one PDF in all of them side by side, what people pass on. */
export type DocumentKind = 'html' | 'pdf' | 'bilingual-pdf' | 'share';

/** SDMX-like edition: which period the briefing is about and the day it carries. */
export interface Edition {
  period: string;
  /** ISO date, `2024-02-06`; all dates in outputs come from it. */
  date: string;
  number?: Localized;
}

export interface SectionMeta {
  id: string;
  title: Localized;
  /** Title for running heads and contents where space is short. */
  shortTitle?: Localized;
}

/** A numeral that comes from no datum, and why. */
export interface Literal {
  text: Localized;
  reason: string;
}

export interface KeyFigure {
  fact: string;
  /** A second line under the number: fact worded as change, rank, share of target … */
  context?: string;
}

/** What briefing.yaml says of charts and tables that belong together. */
export interface WrittenLink {
  /** The field that they share, such as `city`. */
  key: string;
  charts?: string[];
  tables?: string[];
  /** Column of the key's code list that readers filter by, such as `circle`. */
  filter?: string;
}

/** Charts and tables linked by the codes of a field. */
export interface Link {
  key: string;
  charts: string[];
  tables: string[];
  codes: string[];
  /** Number of the first code: codes are numbered through all links. */
  first: number;
  /** `codes` are indexes. */
  filter?: { title: Localized; groups: { label: Localized; codes: number[] }[] };
}

/** Words of a chart while its parameters have these values; what it lacks, the chart's own words say. */
export interface ChartState {
  when: Record<string, unknown>;
  title?: Localized;
  subtitle?: Localized;
  description?: Localized;
}

/** A chart, neutral: the author's Vega-Lite specification with strings still localised and data still named. */
export interface Chart {
  id: string;
  /** Vega-Lite v6; strings may be localised objects; `data.name` names tables, geometries or `facts`. */
  spec: Record<string, unknown>;
  title: Localized;
  subtitle?: Localized;
  /** Written alternative text; generated from the specification and data when absent. */
  description?: Localized;
  note?: Localized;
  /** What it says in other states of its parameters. */
  states?: ChartState[];
  /** Numerals in its words that come from no datum. */
  literals?: Literal[];
  sources: string[];
  /** Data for the figure's table: which table, columns and rows. */
  table?: { table: string; columns?: string[]; rows?: Row[] };
  place: Place;
}

export interface Section extends SectionMeta {
  bodies: Record<LanguageTag, Block[]>;
}

/** The document in the middle: plain JSON (Maps aside are not used), no language chosen, every number a number. */
export interface Report {
  format: 'jianbao-report/1';
  generator: string;
  briefing: BriefingMeta;
  units: Record<string, Unit>;
  codeLists: Record<string, CodeList>;
  tables: Record<string, Table>;
  geometries: Record<string, Geometry>;
  facts: Record<string, Fact>;
  sources: Record<string, Source>;
  terms: Record<string, Term>;
  conflicts: Conflict[];
  charts: Record<string, Chart>;
  links: Link[];
  sections: Section[];
  /** Messages of the theme with the briefing's overrides: key → text per language. */
  messages: Record<string, Localized>;
}
