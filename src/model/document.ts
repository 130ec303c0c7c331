import type { Place } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';

/**
 * The prose of a section in one language before numbers have words: what Markdown and Handlebars gave, with every
 * reference to data still a reference.
 */
export type Block = BlockOf<Inline>;

/** The same shapes carry references before `localize` and words after it. */
export type BlockOf<Text> =
  | { type: 'heading'; level: 3 | 4; id: string; text: Text[]; place: Place }
  | { type: 'paragraph'; text: Text[]; place: Place }
  | { type: 'list'; ordered: boolean; start?: number; items: BlockOf<Text>[][]; place: Place }
  | { type: 'quote'; blocks: BlockOf<Text>[]; place: Place }
  | { type: 'grid'; head: Text[][]; rows: Text[][][]; align: ('left' | 'right' | 'center' | null)[]; place: Place }
  | { type: 'chart'; chart: string; place: Place }
  | {
      type: 'table';
      table: string;
      columns?: string[];
      filter?: Record<string, string>;
      /** Column by whose values readers choose the rows that they see; the filter says which come first. */
      choose?: string;
      title?: string;
      place: Place;
    }
  | { type: 'part'; part: string; options: Record<string, string | number | boolean>; place: Place };

export type Inline = Reference | PlainText | Code | Break | Emphasis<Inline> | Link<Inline>;

export interface PlainText {
  type: 'text';
  text: string;
  /** Where its first character is written, in a text that an author wrote. */
  place?: Place;
}

export interface Code {
  type: 'code';
  text: string;
  place?: Place;
}

export interface Break {
  type: 'break';
}

export interface Emphasis<Text> {
  type: 'strong' | 'emphasis';
  text: Text[];
}

export interface Link<Text> {
  type: 'link';
  href: string;
  text: Text[];
}

/** A place in prose whose words come from data; `localize` gives them. */
export type Reference =
  | ({ type: 'fact' | 'change' | 'rank'; fact: string } & FactWording)
  | ({ type: 'cell'; table: string; key: Record<string, string | number>; column: string } & FactWording)
  | { type: 'period'; period: string; fact?: string; place: Place }
  | { type: 'label'; fact: string; place: Place }
  | { type: 'codeLabel'; codeList: string; code: string; place: Place }
  | { type: 'term'; term: string; short: boolean; language?: LanguageTag; place: Place }
  | { type: 'source'; source: string; place: Place }
  | { type: 'message'; key: string; place: Place }
  | { type: 'field'; path: string; text: string; place: Place }
  | { type: 'crossref'; target: string; place: Place }
  | { type: 'literal'; text: string; reason: string; place: Place };

/** How an author wants a number worded; all optional. */
export interface FactWording {
  /** Digits after the point at most, in the unit that is printed; nothing is rounded when absent. */
  decimals?: number;
  /** Leave the unit's word away. */
  bare?: boolean;
  /** Spell the noun out: `126 people`. */
  long?: boolean;
  /** Leave the qualifier away. */
  unqualified?: boolean;
  place: Place;
}
