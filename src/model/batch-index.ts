import type { LanguageTag, Localized } from '../base/language.ts';

/** What the index page of a batch lists. */
export interface BatchEntry {
  title: Localized;
  /** Absent when the job failed. */
  files: { path: string; format: 'html' | 'pdf'; languages: LanguageTag[] }[];
}

/** The index in the words of one language. */
export interface WordedIndex {
  language: LanguageTag;
  title: string;
  organisation: string;
  /** `16份简报` / `16 briefings`. */
  count: string;
  /** How many could not be made; absent when none. */
  failed?: string;
  date: string;
  entries: WordedEntry[];
}

export interface WordedEntry {
  title: string;
  /** The page, or what else there is to open first; absent for a job that failed. */
  page?: string;
  links: { path: string; label: string; title: string; language: LanguageTag }[];
  /** Said instead of links. */
  failure?: string;
}
