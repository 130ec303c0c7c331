import type { Place } from '../base/diagnostic.ts';
import type { LanguageTag, Localized } from '../base/language.ts';
import type { DataPackage } from './data.ts';
import type { BriefingMeta } from './report.ts';

/** A text file as read, with its path for messages. */
export interface TextFile {
  /** As in Place.file: relative to the briefing's folder, or `theme:…`. */
  file: string;
  text: string;
}

/** A value read from YAML or JSON that still knows where each of its parts was written. */
export interface Located {
  value: unknown;
  file: string;
  /** Place of the value at a path of keys and indexes, or of its nearest written parent. */
  at(path: readonly (string | number)[]): Place;
}

/** A briefing's folder, read and typed; nothing derived or checked across files yet. */
export interface Briefing {
  meta: BriefingMeta;
  /** briefing.yaml as written, for places. */
  settings?: Located;
  data: DataPackage;
  /** Section id → language → Markdown with Handlebars. */
  sections: Map<string, Map<LanguageTag, TextFile>>;
  /** Chart id → Vega-Lite specification as written (`templates/charts/<id>.vl.json` or `.vl.yaml`). */
  charts: Map<string, Located>;
  theme: Theme;
  /** Which translations were confirmed (`translations.lock.json`); absent when none ever was. */
  confirmed?: Confirmed;
}

/** Texts whose languages were confirmed to say the same, as hashes. */
export interface Confirmed {
  /** Languages of the hashes, in order. */
  languages: LanguageTag[];
  /** `sections/<id>`, `charts/<id>` or `briefing` → its texts, each with a hash per language. */
  texts: Record<string, string[][]>;
}

/** A text that a template or style writes out itself. */
export interface TemplateWords {
  text: string;
  place: Place;
}

/** The shipped theme with the briefing's files laid over it, file by file. */
export interface Theme {
  /** Name without extension → Handlebars. */
  layouts: Map<string, TextFile>;
  partials: Map<string, TextFile>;
  /** `page.css`, `print.css` … in order of name. */
  styles: Map<string, TextFile>;
  /** What the briefing's own layouts, their partials and its styles write out. */
  templateWords: TemplateWords[];
  /** Key → text per language; a briefing's `templates/messages.yaml` overrides single keys. */
  messages: Record<string, Localized>;
  /** The messages that the briefing's own file has in other words, or alone, where it wrote them. */
  ownMessages?: Located;
  /** Words that hold a numeral and state no number, per language tag (`templates/numerals.yaml`). */
  numerals: Record<LanguageTag, string[]>;
  /** Vega config shared by all charts (`templates/styles/chart.yaml`). */
  chartConfig: Record<string, unknown>;
}
