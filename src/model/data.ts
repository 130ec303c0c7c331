import type { Place } from '../base/diagnostic.ts';
import type { LanguageTag, Localized } from '../base/language.ts';
import type { Located } from './briefing.ts';

export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;

/** A column of a table: a Table Schema field (Frictionless Data Package v2) with a unit and a code list. */
export interface Column {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'year' | 'date' | 'period';
  title?: Localized;
  /** Title where space is short: axes, table heads. */
  shortTitle?: Localized;
  description?: Localized;
  /** Id of a unit; values are in base units after reading. */
  unit?: string;
  /** Power of ten that the file's values were written in (SDMX UNIT_MULT); already applied to the values. */
  unitMultiplier?: number;
  /** Digits after the point that the source gives (SDMX DECIMALS), in the unit that is printed: tables fill up to them. */
  decimals?: number;
  /** Name of the code list that the values come from. */
  codeList?: string;
}

/** A table of observations; values in base units. */
export interface Table {
  name: string;
  title?: Localized;
  description?: Localized;
  columns: Column[];
  rows: Row[];
  primaryKey: string[];
  /** Sums that must hold. */
  sums?: Sum[];
  /** Ids of sources. */
  sources: string[];
  licenses?: { name?: string; title?: string; path?: string }[];
  place: Place;
  /** `places[row]` is the record's first line in the file. */
  places: Place[];
}

/** What must add up: columns of each row, or over the rows that have the same values in the columns `by`. In base units. */
export interface Sum {
  columns: string[];
  by?: string[];
  /** A number, or the column that holds the whole. */
  equals: number | string;
  /** What rounding may make of it; 0 when absent. */
  tolerance?: number;
}

/** A code of a code list with its labels, such as GB/T 2260 `370100` 济南市 / Jinan. */
export interface Code {
  code: string;
  label: Localized;
  /** Label where space is short: axes, maps. */
  shortLabel?: Localized;
  /** Further columns of the code list, such as `circle` of a city. */
  properties: Row;
}

export interface CodeList {
  name: string;
  title?: Localized;
  codes: Code[];
  /** Columns beyond code and labels. */
  properties?: Column[];
  place: Place;
}

/** GeoJSON features for maps, or TopoJSON with the name of its object; passed on to Vega-Lite as they are. */
export interface Geometry {
  name: string;
  format: 'geojson' | 'topojson';
  data: unknown;
  place: Place;
}

/**
 * How a number of a unit is worded. `pattern` per language holds `{n}`: `{n}人`, `{n} yuan`.
 * `scale: none` keeps digits as they are; `percent` multiplies by 100.
 */
export interface Unit {
  id: string;
  title: Localized;
  pattern: Localized;
  /** Wording with the noun spelt out, where the number stands alone: `{n} people`; plural forms by Intl.PluralRules. */
  long?: Localized<string | { [pluralCategory: string]: string }>;
  scale: 'compact' | 'plain' | 'percent' | 'percentage-point' | 'ordinal' | 'rank';
}

export type ObservationKind =
  | 'flow'
  | 'level'
  | 'target'
  | 'forecast'
  | 'growth'
  | 'change'
  | 'share'
  | 'rank'
  | 'ordinal'
  | 'event'
  | 'claim'
  | 'structure';

export type Qualifier = 'more-than' | 'at-least' | 'about' | 'at-most' | 'less-than';

/** One datum that may be printed, with all that a reader can ask about it. */
export interface Fact {
  id: string;
  /** In base units; null for a claim without a number. */
  value: number | null;
  /** Upper end of a range, in base units. */
  upper?: number;
  unit: string;
  /** ISO 8601-like: `2023`, `2024-Q1`, `2024-02`, `2024-02-06`, or an interval `2013/2023`. */
  period: string;
  kind: ObservationKind;
  qualifier?: Qualifier;
  /** For growth and change: against what. */
  comparison?: 'year-on-year' | 'period-on-period' | 'on-target';
  /** For ranks: among what; a key of messages, such as `china-provinces`. */
  scope?: string;
  /** Fact that this one is about: growth of, rank of, part of, target of. */
  of?: string;
  label: Localized;
  shortLabel?: Localized;
  /** Id of a source; absent for derived facts. */
  source?: string;
  /** The source's own words, by the language they were read in. */
  quote?: Localized;
  /** Place in the source, such as `paragraph 4`. */
  locator?: Localized;
  /** Whether the wording was seen in the original language. */
  status?: 'confirmed' | 'inferred';
  note?: Localized;
  /** For derived facts: a vega-expression over `fact("id")` and `cell("table", {key: value}, "column")`. */
  formula?: string;
  /** Inputs that the formula read, in order. */
  inputs?: FormulaInput[];
  place: Place;
}

export type FormulaInput =
  | { type: 'fact'; fact: string; value: number }
  | { type: 'cell'; table: string; key: Row; column: string; value: number };

/** A publication that data comes from. */
export interface Source {
  id: string;
  publisher: Localized;
  title: Localized;
  /** As written: `2024-02-06`, `2024-03`, `2012`, or free words such as a commit. */
  date?: string;
  type?: Localized;
  /** A: official or primary; B: official figure through news; C: machine translation or derived. */
  trust?: 'A' | 'B' | 'C';
  url?: string;
  license?: string;
  /** How old it may be at the edition's date, as an ISO 8601 duration: `P2Y`. */
  maxAge?: string;
  place: Place;
}

/** A term of the glossary with its counterpart in each language. */
export interface Term {
  id: string;
  term: Localized;
  shortTerm?: Localized;
  note?: Localized;
  confidence?: 'high' | 'medium' | 'low';
  sources: string[];
  place: Place;
}

/** Two facts that state the same thing differently, and what the briefing does about it. */
export interface Conflict {
  id: string;
  fact: string;
  alternative?: string;
  explanation: Localized;
  place: Place;
}

/** The data folder: a Frictionless Data Package (v2), typed. */
export interface DataPackage {
  name: string;
  title?: Localized;
  /** `datapackage.json` as written, for places. */
  settings?: Located;
  tables: Map<string, Table>;
  codeLists: Map<string, CodeList>;
  geometries: Map<string, Geometry>;
  units: Map<string, Unit>;
  facts: Map<string, Fact>;
  sources: Map<string, Source>;
  terms: Map<string, Term>;
  conflicts: Conflict[];
  /** Every file of the package as read, for the attachment: path relative to the briefing's folder → bytes. */
  files: Map<string, Uint8Array>;
}

export type { LanguageTag, Localized };
