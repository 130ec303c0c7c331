import type { Diagnostics } from '../base/diagnostic.ts';
import type { Briefing } from '../model/briefing.ts';
import type { Report } from '../model/report.ts';
import { checkLanguages } from './languages.ts';
import { checkNumbers } from './numbers.ts';

/** Looks for what a briefing says and its data do not. Everything found belongs to a rule. */
export function checkReport(briefing: Briefing, report: Report, diagnostics: Diagnostics): void {
  checkNumbers(briefing, report, diagnostics.under('numbers'));
  checkLanguages(briefing, report, diagnostics.under('languages'));
}
