/** A text of `LiveProvenance.texts`, by its number. */
export type TextNumber = number;

/**
 * Provenance as the page carries it: every text once. A text that differs by language is a list in the order of
 * `LiveData.languages`; what is the same in all stands alone.
 */
export interface LiveProvenance {
  texts: (string | string[])[];
  /** What several data have in common, such as the cells of a row. */
  circumstances: LiveCircumstances[];
  /** By the name in `data-of`: label, wording, and the number of its circumstances. */
  data: Record<string, [label: TextNumber, value: TextNumber, circumstances: number]>;
  sources: Record<string, LiveSource>;
  /** Names the briefing, under a copied sentence. */
  briefing: TextNumber;
}

/** `Provenance` less label and value; what is absent is left out. */
export interface LiveCircumstances {
  exact?: TextNumber;
  period?: TextNumber;
  kind?: TextNumber;
  qualifier?: TextNumber;
  table?: TextNumber;
  remarks?: [name: TextNumber, text: TextNumber][];
  sources?: string[];
  /** The words, and the tag of the language that they are in. */
  quote?: [text: TextNumber, language: TextNumber];
  locator?: TextNumber;
  status?: TextNumber;
  formula?: string;
  inputs?: [id: string, text: TextNumber][];
  conflicts?: [explanation: TextNumber, other?: string, text?: TextNumber][];
  note?: TextNumber;
}

export interface LiveSource {
  number: number;
  publisher: TextNumber;
  title: TextNumber;
  date: TextNumber;
  trust: TextNumber;
  url?: string;
}
