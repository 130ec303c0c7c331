import type { Diagnostics } from '../base/diagnostic.ts';
import { letInAfter } from '../base/let-in.ts';
import type { Briefing } from '../model/briefing.ts';
import type { Report } from '../model/report.ts';
import { checkData } from './data.ts';
import { checkDirections } from './directions.ts';
import { checkLanguages } from './languages.ts';
import { checkNumbers } from './numbers.ts';
import { templateTexts, textsOf } from './texts.ts';

/** Looks for what a briefing says and its data do not. Everything found belongs to a rule. */
export async function checkReport(briefing: Briefing, report: Report, diagnostics: Diagnostics): Promise<void> {
  checkData(report, diagnostics.under('data'));
  const texts = textsOf(briefing, report);
  await letInAfter(10);
  checkNumbers(briefing, report, [...texts, ...templateTexts(briefing)], diagnostics.under('numbers'));
  await letInAfter(10);
  checkLanguages(briefing, report, texts, diagnostics.under('languages'));
  await letInAfter(10);
  checkDirections(report, diagnostics.under('directions'));
}
