import type { Diagnostics } from '../../base/diagnostic.ts';
import type { Report } from '../../model/report.ts';
import type { NumberInClause } from './clauses.ts';
import type { Datum } from './datum.ts';
import type { DirectionWords } from './words.ts';

/** A number of a clause with its datum. */
export interface Said extends NumberInClause {
  datum: Datum;
}

/** What the words of a language are held against, and where it is told. */
export interface Context {
  words: DirectionWords;
  report: Report;
  diagnostics: Diagnostics;
}
