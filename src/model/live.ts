import type { LanguageTag } from '../base/language.ts';
import type { LiveProvenance } from './live-provenance.ts';

/**
 * What the page's script knows beyond the page itself: one JSON object in `<script type="application/json" id="live">`.
 * Words are chosen already; the script words nothing by itself.
 */
export interface LiveData {
  /** BCP 47 tags in reading order. */
  languages: LanguageTag[];
  /** Title of the document in each language, and of both side by side under `all`. */
  titles: Record<string, string>;
  /** Messages of the theme that the script says: key → text per language. */
  messages: Record<string, Record<LanguageTag, string>>;
  provenance: LiveProvenance;
}
