import type { LanguageTag } from '../base/language.ts';
import type { CodeList } from './data.ts';
import type { Spec } from './spec.ts';

/** A chart in one language, or in several at once: everything worded, data inline. Plain JSON. */
export interface LocalizedChart {
  id: string;
  /** In reading order; more than one when labels carry them all. */
  languages: LanguageTag[];
  /** Vega-Lite v6 without its title, with data inline; labels worded by the expression function `words`. */
  spec: Spec;
  /** The same for a narrow drawing (a phone), when the author patched it with `usermeta.jianbao.narrow`. */
  narrow?: Spec;
  /** What `words` needs for labels by code. */
  codeLists: Record<string, CodeList>;
  title: Record<LanguageTag, string>;
  subtitle: Record<LanguageTag, string>;
  note: Record<LanguageTag, string>;
  /** Alternative text, written or generated. */
  alternative: Record<LanguageTag, string>;
  /** Ids of sources. */
  sources: string[];
}

/** A drawn chart. */
export interface Drawing {
  /** `<svg role="img" aria-label=…>` with colours of the theme as CSS variables. */
  svg: string;
  /** CSS pixels. */
  width: number;
  height: number;
  /** What Vega and Vega-Lite complained about. */
  warnings: string[];
  /** For narrow screens, where it was asked for. */
  narrow?: Drawing;
}
