import type { Place } from '../base/diagnostic.ts';
import type { Localized } from '../base/language.ts';
import type { ParameterValues } from './parameter.ts';

/** `batch:` of briefing.yaml: what `jianbao batch` goes over when the command line does not say. */
export interface BatchSettings {
  /** Title of the index page. */
  title?: Localized;
  /** Parameters whose every value is made; several give all combinations. */
  over?: string[];
  /** CSV file of the briefing's folder, a job a row, a parameter a column. */
  list?: string;
  /** Folder of each job inside the output folder, such as `{{city}}`. */
  folder?: string;
}

/** What a batch goes over, as asked for. */
export interface BatchRequest {
  over: readonly OverRequest[];
  /** Rows of a list: what is written for each parameter, and where. */
  list?: ListedJobs;
  /** Values that hold for all jobs. */
  set: ParameterValues;
  folder?: string;
}

/** `--over city`, or only some of its values: `--over city=370100,370200`. */
export interface OverRequest {
  name: string;
  values?: string[];
}

export interface ListedJobs {
  file: string;
  columns: { name: string; place: Place }[];
  rows: { values: ParameterValues; place: Place; at(column: string): Place }[];
}

/** One briefing of a batch. */
export interface Job {
  /** Stem of its files, such as `profile-370200`. */
  id: string;
  /** Folder of its files inside the output folder; empty for the output folder itself. */
  folder: string;
  values: ParameterValues;
  title: Localized;
}
