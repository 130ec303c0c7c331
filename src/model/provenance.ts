import type { LanguageTag } from '../base/language.ts';
import type { Row, Table } from './data.ts';

/** Where one number comes from, in the words of one language: what a reader learns who presses it. */
export interface Provenance {
  label: string;
  /** As the briefing words it, nothing rounded; absent for a statement without a number. */
  value?: string;
  /** Every digit, with the unit, where the wording shortens them: `1,245,000 people`. */
  exact?: string;
  period?: string;
  /** What sort of observation: `flow`. */
  kind?: string;
  /** What the source leaves open: `lower bound, itself included`. */
  qualifier?: string;
  /** Title of the table that it stands in. */
  table?: string;
  /** What else its row says: name of the column and words. */
  remarks: { name: string; text: string }[];
  /** Ids of sources. */
  sources: string[];
  /** The source's own words, in the language they were read in. */
  quote?: { language: LanguageTag; text: string };
  locator?: string;
  /** Whether the wording was seen in the original language. */
  status?: string;
  formula?: string;
  /** What the formula read, each a datum of its own. */
  inputs: Mention[];
  /** Where sources disagree: the other datum and what the briefing does about it. */
  conflicts: { other?: Mention; explanation: string }[];
  note?: string;
}

/** Another datum by name and value: `城镇新增就业 = 124.5万人`. */
export interface Mention {
  id: string;
  text: string;
}

/** A publication as the bibliography has it, in the words of one language. */
export interface WordedSource {
  number: number;
  publisher: string;
  title: string;
  date: string;
  trust: string;
  url?: string;
}

/** Provenance of all that a document shows. */
export interface ProvenanceWords {
  data: Record<string, Provenance>;
  sources: Record<string, WordedSource>;
  /** Names the briefing and its edition, under a copied sentence. */
  briefing: string;
}

/** The name of a cell in `data-of`: `table:key:column`, its row by the values of the primary key. */
export function cellId(table: Pick<Table, 'name' | 'primaryKey'>, row: Row, column: string): string {
  return `${rowId(table, row)}:${column}`;
}

/** What the names of all cells of a row begin with. */
export function rowId({ name, primaryKey }: Pick<Table, 'name' | 'primaryKey'>, row: Row): string {
  const key = primaryKey.length > 0 ? primaryKey : Object.keys(row);
  return [name, ...key.map((each) => row[each])].join(':');
}
