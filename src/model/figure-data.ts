/** A chart's data as a file for everyone. */
export interface FigureData {
  /** CSV without a byte-order mark. */
  csv: string;
  /** Figure, subtitle, note, sources and briefing, in each language. */
  remarks: string[];
  fields: FigureField[];
}

/** A field of Table Schema (Frictionless Data Package v2). */
export interface FigureField {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'year';
  title: string;
}
