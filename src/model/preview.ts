import type { Diagnostic } from '../base/diagnostic.ts';

/** What a previewed page has to change to be the page that was made last; absent parts are the same. */
export interface PageChanges {
  /** The body with its sections empty. */
  shell?: string;
  /** Id → the whole `<section>`. */
  sections?: Record<string, string>;
  /** All of the page's style sheet. */
  style?: string;
  /** Id → what a `<script>` that only holds data says. */
  islands?: Record<string, string>;
}

/** What the preview's server tells an open page; each is an event of that name. */
export interface PreviewEvents {
  page: PageChanges;
  findings: PreviewFindings;
  /** The page has become another one: it is loaded anew. */
  reload: Record<string, never>;
}

/** What is to be said about the author's files as they are now. */
export interface PreviewFindings {
  list: PreviewFinding[];
  /** The files cannot be built: what is shown was made before. */
  isBroken: boolean;
  /** PDFs of the briefing, in the order of their languages. */
  pdfs: { path: string; label: string }[];
  /** Counts up with each page; PDFs made before show another. */
  number: number;
  /** Id of the section that was written last. */
  section?: string;
}

export interface PreviewFinding extends Pick<Diagnostic, 'severity' | 'code' | 'message' | 'hints'> {
  /** `templates/sections/jobs.en.md:12:8` */
  place?: string;
  /** The line that it is about. */
  line?: string;
}
