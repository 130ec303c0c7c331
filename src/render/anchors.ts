import type { Edition } from '../model/edition.ts';
import type { Report } from '../model/report.ts';

/** Ids that the page of these editions will have: links to other ones are set as plain text. */
export function anchorsOf(report: Report, editions: Edition[]): Set<string> {
  const [edition] = editions;
  const anchors = new Set<string>();
  for (const section of edition?.sections ?? []) {
    anchors.add(section.id);
    for (const block of section.blocks) {
      if (block.type === 'heading') anchors.add(block.id);
      if (block.type === 'chart' && Object.hasOwn(report.charts, block.chart)) anchors.add(`chart-${block.chart}`);
      if (block.type === 'table') anchors.add(`table-${block.table}`);
      if (block.type === 'part')
        for (const row of edition?.parts[block.part]?.rows ?? []) if (row.id !== '') anchors.add(row.id);
    }
  }
  return anchors;
}
