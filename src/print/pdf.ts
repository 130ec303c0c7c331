import type { Diagnostic } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';

/** What a finished PDF says of itself. */
export interface PdfFacts {
  /** The words of each language in reading order; the first language is the document's own. */
  editions: PdfEdition[];
  /** ISO date, or date and time in UTC; every date in the file is this one. Without it the file has none. */
  date?: string;
  /** Name and release of what made it, such as `jianbao 0.1.0`. */
  generator: string;
  /** Ids whose pages the contents print, in order (`pageNumberTargets`). */
  contents?: string[];
  /** Words of the page's headings in order (`headingTexts`), which the outline says. */
  headings?: string[];
  attachments?: PdfAttachment[];
  /** Blocks of the text in the order of each language, which must be read in that order. */
  blocks?: PrintedBlock[];
}

/** What a block of the text says in one language: the runs of its words in order. */
export interface PrintedBlock {
  language: LanguageTag;
  kind: 'heading' | 'chart' | 'other';
  texts: string[];
  /** Of a heading: 2 for a section's. */
  level?: number;
  /** What links to it name. */
  id?: string;
}

/** What is wrong with a PDF, and which of the blocks it was told of it stands in. */
export interface PrintFinding extends Omit<Diagnostic, 'place' | 'rule'> {
  /** Index in `PdfFacts.blocks`. */
  block?: number;
}

export interface PdfEdition {
  language: LanguageTag;
  title: string;
  author: string;
  subject?: string;
  keywords: string[];
}

/** A file inside the PDF that its figures come from. */
export interface PdfAttachment {
  name: string;
  /** Media type, such as `application/zip`. */
  type: string;
  description?: string;
  bytes: Uint8Array;
}

export interface FinishedPdf {
  bytes: Uint8Array;
  pages: number;
  title: string;
  /** Page of each named destination, from 1. */
  destinations: Map<string, number>;
  /** False when the contents' page numbers could not be put in place. */
  numbered: boolean;
  /** What is wrong with the PDF, such as a Type 3 font. */
  findings: PrintFinding[];
}

/** `finishPdf`, in this thread or in another. */
export type FinishPdf = (printed: Uint8Array, facts: PdfFacts) => Promise<FinishedPdf>;

/**
 * Makes a document out of what the browser printed: metadata (document information and XMP with PDF/UA-1), page numbers
 * of the contents, artifacts, descriptions of links, attachments, page labels, object streams. The same input gives the
 * same bytes.
 */
export async function finishPdf(printed: Uint8Array, facts: PdfFacts): Promise<FinishedPdf> {
  const { finish } = await import('./finish.ts');
  return finish(printed, facts);
}
