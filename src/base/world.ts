import type { LanguageTag } from './language.ts';

/** A read-only folder; nothing outside it can be named. Paths are relative, with forward slashes. */
export interface Folder {
  /** The bytes of a file, or undefined when there is no such file. Throws AuthorError for a path outside the folder. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Names of all files below a folder, as paths relative to this Folder, sorted by code unit; [] when there is none. */
  list(path: string): Promise<string[]>;
}

/** Everything that the phases may read: nothing else of the machine is visible to them. */
export interface World {
  briefing: Folder;
  /** The shipped theme (package folder `templates/`). */
  theme: Folder;
}

/** What a page becomes when printed: bytes of a PDF as the browser wrote them (before `finishPdf`). */
export interface Printer {
  /** Loads a finished HTML document, waits until it is ready, prints it tagged with its outline. */
  printPdf(html: string, job: PrintJob): Promise<Uint8Array>;
  /** Loads a finished HTML document and takes a PNG of it. */
  screenshot(html: string, job: ScreenshotJob): Promise<Uint8Array>;
  /** Loads a finished HTML document and takes a PNG of each element that a selector finds, however long it is. */
  capture(html: string, job: CaptureJob): Promise<Shot[]>;
  /** Product and version, such as `HeadlessChrome/147.0.7727.0`. */
  version(): Promise<string>;
}

export interface PrintJob {
  /** Names the job in messages, such as `briefing.zh-Hans.pdf`. */
  name: string;
  /** Milliseconds until a page that never becomes ready is given up; default 30 000. */
  timeout?: number;
  /** Page box in CSS pixels for a single-page PDF (a chart); the stylesheet's `@page` size counts when absent. */
  size?: { width: number; height: number };
}

export interface ScreenshotJob extends PrintJob {
  width: number;
  height: number;
  /** Device pixels per CSS pixel; default 1. */
  scale?: number;
}

export interface CaptureJob extends ScreenshotJob {
  selector: string;
}

/** A picture of an element. */
export interface Shot {
  /** The element's id. */
  name: string;
  png: Uint8Array;
  /** Pixels of the picture. */
  width: number;
  height: number;
}

/** Told what a run is doing, for people watching. */
export type Progress = (event: {
  stage: string;
  item?: string;
  language?: LanguageTag;
  done?: number;
  of?: number;
}) => void;
