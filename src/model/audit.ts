import type { Place } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import type { Provenance } from './provenance.ts';

/** Everything that a briefing prints as a number, with what stands behind it. */
export interface Audit {
  numbers: AuditedNumber[];
  literals: AuditedLiteral[];
}

/** One datum that is printed: words → datum → source → quote. */
export interface AuditedNumber {
  /** Id of a fact, or `table:key:column` of a cell. */
  id: string;
  /** As its files hold it, in base units; null for a claim without a number. */
  value: string | number | boolean | null;
  /** Upper end of a range. */
  upper?: number;
  /** Id of the unit. */
  unit?: string;
  period?: string;
  /** Where the datum is written. */
  place?: Place;
  printed: PrintedWords[];
  /** What the datum says of itself in the words of each language, sources by id. */
  provenance: Record<LanguageTag, Provenance>;
}

/** The same words in one language, with every place where they stand. */
export interface PrintedWords {
  language: LanguageTag;
  text: string;
  at: PrintedAt[];
}

export interface PrintedAt {
  /** Id of the section; absent on the cover. */
  section?: string;
  /** Id of the chart whose data show it. */
  figure?: string;
  place?: Place;
}

/** A numeral that no datum stands behind, with the author's reason. */
export interface AuditedLiteral {
  text: string;
  language?: LanguageTag;
  reason: string;
  place?: Place;
}
