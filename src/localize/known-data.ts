import { numberReport } from '../model/numbering.ts';
import type { Report } from '../model/report.ts';

/** All that the words of a chart or a table depend on beside itself: what is known of it holds while these are the same objects. */
export function dataOf(report: Report): unknown[] {
  const { units, codeLists, tables, geometries, facts, sources, links, messages } = report;
  return [units, codeLists, tables, geometries, facts, sources, links, messages];
}

/** All that the words of anything depend on beside itself, with what it is numbered by. */
export function contextOf(report: Report): unknown[] {
  return [...dataOf(report), report.briefing, report.terms, report.conflicts, numberReport(report)];
}
