import type { LanguageTag, Localized } from '../base/language.ts';
import type { AuditedNumber } from './audit.ts';

/** What changed from one edition of a briefing to another. */
export interface Comparison {
  format: 'jianbao-diff/1';
  old: EditionHead;
  new: EditionHead;
  /** Languages that both have. */
  languages: LanguageTag[];
  numbers: NumberChange[];
  texts: TextChange[];
  charts: ChartChange[];
}

export interface EditionHead {
  id: string;
  title: Localized;
  period: string;
  date: string;
}

/** A printed number that is new, has another value, is printed no more, or has the same value in other words. */
export interface NumberChange {
  id: string;
  change: 'new' | 'revised' | 'dropped' | 'reworded';
  label: Record<LanguageTag, string>;
  old?: NumberState;
  new?: NumberState;
}

export interface NumberState extends Pick<AuditedNumber, 'value' | 'upper' | 'unit' | 'period'> {
  /** The words that were printed, in each language. */
  words: Record<LanguageTag, string[]>;
}

/** One block of text, the same in each language, with its revision marks. */
export interface TextChange {
  /** `briefing`, `sections/<id>` or `charts/<id>`. */
  where: string;
  title: Record<LanguageTag, string>;
  change: 'new' | 'revised' | 'dropped';
  /** Languages in which it changed; a revision of fewer than all wants a look. */
  changedIn: LanguageTag[];
  /** Each language's text in parts. */
  parts: Record<LanguageTag, TextPart[]>;
}

export interface TextPart {
  type: 'same' | 'inserted' | 'deleted';
  text: string;
}

/** A chart that came, went, or whose data are others. */
export interface ChartChange {
  chart: string;
  title: Record<LanguageTag, string>;
  change: 'new' | 'data' | 'dropped';
  /** Rows of its data as CSV, numbers in base units. */
  deleted: string[];
  inserted: string[];
  /** The same rows as readers see them. */
  worded: ChartRows;
}

export interface ChartRows {
  heads: Record<LanguageTag, string[]>;
  rows: { type: 'deleted' | 'inserted'; cells: Record<LanguageTag, string[]> }[];
}
