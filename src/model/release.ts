import type { LanguageTag } from '../base/language.ts';

/** What briefing.yaml says of its publication. */
export interface ReleaseSettings {
  /** A draft is marked so until this is `final` or taken away. */
  status?: 'draft' | 'final';
  /** ISO date and time with its offset, before which nothing may be published: `2024-02-06T10:00+08:00`. */
  release?: string;
}

/** What outputs must say of themselves: that they are a draft, or under embargo until a moment, or both. */
export type ReleaseMark = { type: 'draft'; until?: string } | { type: 'embargo'; until: string };

/** The mark in the words of one language. */
export interface WordedMark {
  language: LanguageTag;
  /** Printed large across each page: `草稿`, `EMBARGOED`. */
  word: string;
  /** The whole: `发布前保密，2024年2月6日10:00（UTC+8）解禁`. */
  text: string;
}

/** The mark that holds at a moment; undefined once the briefing may be published. Without a moment an embargo holds. */
export function releaseMark({ status, release }: ReleaseSettings, now: string | undefined): ReleaseMark | undefined {
  const isOver = release === undefined || (now !== undefined && Date.parse(now) >= Date.parse(release));
  const embargo = isOver ? undefined : { until: release };
  if (status === 'draft') return { type: 'draft', ...embargo };
  return embargo && { type: 'embargo', ...embargo };
}
