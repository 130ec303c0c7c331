import type { LanguageTag } from '../base/language.ts';
import type { MarkWords } from './chart.ts';
import type { FigureData } from './figure-data.ts';
import type { LiveProvenance } from './live-provenance.ts';

/**
 * What the page's script knows beyond the page itself. Words are chosen already; the script words nothing by itself.
 */
export interface LiveData extends LiveWords, LiveDetails {}

/** What every reader needs at once: one JSON object in `<script type="application/json" id="live">`. */
export interface LiveWords {
  /** BCP 47 tags in reading order. */
  languages: LanguageTag[];
  /** Title of the document in each language, and of both side by side under `all`. */
  titles: Record<string, string>;
  /** Messages of the theme that the script says: key → text per language. */
  messages: Record<string, Record<LanguageTag, string>>;
}

/** What is unpacked when a reader first asks for it: JSON, packed, in `<script type="text/plain" id="live-details">`. */
export interface LiveDetails {
  provenance: LiveProvenance;
  /** What marks say that stand for no row of their figure's table: chart → language → what `data-t` counts in. */
  marks?: Record<string, Record<LanguageTag, MarkWords[]>>;
  /** What readers may take away from the page. */
  takeaway?: TakeawayData;
}

export interface TakeawayData {
  /** Stem of file names: the briefing's id. */
  name: string;
  /** ISO date of the edition. */
  date: string;
  /** Where the page is published, when that is known. */
  address?: string;
  /** Colours of light paper by name: `ink` → `#16262E`. */
  palette: Record<string, string>;
  /** `datapackage.json` of all figures, but for its resources. */
  package: Record<string, unknown>;
  /** Chart id → its data and its title in all languages. */
  figures: Record<string, FigureData & { title: string }>;
}
