import type { LanguageTag } from '../base/language.ts';
import type { BlockOf, Break, Code, Emphasis, Link, PlainText } from './document.ts';
import type { ProvenanceWords } from './provenance.ts';

/** Inline content with its words chosen. */
export type Worded =
  | PlainText
  | Code
  | Break
  | Emphasis<Worded>
  | Link<Worded>
  | Bound
  | Citation
  | { type: 'crossref'; href: string; text: string }
  | TermUse
  | OtherLanguage;

/** Words made from data; `id` names the fact, or `table:row:column` the cell. */
export interface Bound {
  type: 'bound';
  kind: 'fact' | 'change' | 'rank' | 'cell' | 'period' | 'label' | 'literal';
  id: string;
  text: string;
  /** The datum in base units, where there is one. */
  value?: number;
}

export interface Citation {
  type: 'citation';
  source: string;
  number: number;
  label: string;
}

export interface TermUse {
  type: 'term';
  term: string;
  text: string;
}

/** Words of another language inside a text, so that `lang` is right on them. */
export interface OtherLanguage {
  type: 'foreign';
  language: LanguageTag;
  text: string;
}

export type WordedBlock = BlockOf<Worded>;

/** A table whose cells are words: the ledger, the glossary, a chart's data. Rows and columns match across languages. */
export interface WordedTable {
  id: string;
  caption?: string;
  columns: { key: string; head: Worded[]; align: 'start' | 'end' }[];
  rows: WordedRow[];
  /** By what readers choose which rows they see. */
  choice?: WordedChoice;
}

export interface WordedChoice {
  column: string;
  label: string;
  /** The one that is shown first has no rows of its own: its rows are the table's. */
  options: { value: string; label: string; rows?: WordedRow[] }[];
}

export interface WordedRow {
  /** Anchor of the row; empty for none. */
  id: string;
  cells: Worded[][];
  /** Table and key that cells of the row are bound by, `cities-census:370100:2020`. */
  row?: string;
  /** The fact that the row is about. */
  fact?: string;
  /** Codes by which the row is linked to charts and tables. */
  codes?: string;
}

export interface WordedKeyFigure {
  fact: string;
  value: Worded[];
  label: string;
  context: Worded[];
  period: string;
}

export interface WordedFigure {
  chart: string;
  label: string;
  title: string;
  subtitle?: string;
  description: string;
  note?: string;
  sources: Worded[];
  data?: WordedTable;
  /** What it is called in other states of its parameters. */
  states: { when: Record<string, unknown>; title: string; subtitle?: string; caption: string }[];
  /** Widgets of the chart's parameters. */
  controls: WordedControl[];
}

/** The widget of a chart's parameter; `value` of an option is JSON. */
export type WordedControl = { parameter: string; label: string } & (
  | { input: 'choice'; options: { value: string; label: string; isChosen: boolean }[] }
  | { input: 'checkbox'; isChosen: boolean }
  | { input: 'range'; min: number; max: number; step: number; value: number }
  | { input: 'text'; value: string }
);

export interface WordedSection {
  id: string;
  title: string;
  shortTitle: string;
  blocks: WordedBlock[];
}

/** The briefing in one language: every number has its words, nothing is laid out. */
export interface Edition {
  language: LanguageTag;
  title: string;
  subtitle?: string;
  organisation: string;
  author: string;
  subject?: string;
  keywords: string[];
  /** Words of the cover: `报告期：2023年`. */
  cover: { period: string; date: string; number?: string; compiled: string; hero?: { value: Worded[]; label: string } };
  sections: WordedSection[];
  figures: Record<string, WordedFigure>;
  tables: Record<string, WordedTable>;
  parts: Record<string, WordedTable>;
  keyFigures: WordedKeyFigure[];
  messages: Record<string, string>;
  provenance: ProvenanceWords;
}
