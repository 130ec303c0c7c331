import type { Diagnostics } from '../base/diagnostic.ts';
import type { Briefing } from '../model/briefing.ts';
import type { Report } from '../model/report.ts';
import { checkData } from './data.ts';
import { checkDirections } from './directions.ts';
import { checkLanguages } from './languages.ts';
import { checkNumbers } from './numbers.ts';
import { textsOf } from './texts.ts';

/** Looks for what a briefing says and its data do not. Everything found belongs to a rule. */
export function checkReport(briefing: Briefing, report: Report, diagnostics: Diagnostics): void {
  checkData(report, diagnostics.under('data'));
  const texts = textsOf(briefing, report);
  checkNumbers(briefing, report, texts, diagnostics.under('numbers'));
  checkLanguages(briefing, report, texts, diagnostics.under('languages'));
  checkDirections(report, diagnostics.under('directions'));
}
