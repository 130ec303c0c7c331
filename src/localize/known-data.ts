import type { Report } from '../model/report.ts';

/** All that the words of a chart or a table depend on beside itself: what is known of it holds while these are the same objects. */
export function dataOf(report: Report): unknown[] {
  const { units, codeLists, tables, geometries, facts, sources, links, messages } = report;
  return [units, codeLists, tables, geometries, facts, sources, links, messages];
}
