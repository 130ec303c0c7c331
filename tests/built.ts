import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localize } from '../src/localize/edition.ts';
import type { Manifest, ManifestFile } from '../src/manifest.ts';
import type { Edition } from '../src/model/edition.ts';
import type { Report } from '../src/model/report.ts';
import { root } from './root.ts';

export { root };

/** Where `build-once.ts` has built the default briefing. */
export const output = process.env.JIANBAO_TEST_OUTPUT ?? '';

export const manifest: Manifest = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'));
export const report: Report = JSON.parse(readFileSync(join(output, 'report.json'), 'utf8'));

/** The three PDFs: zh-Hans, en, both. */
export const pdfs: ManifestFile[] = manifest.files.filter(({ format }) => format === 'pdf');

export const pathOf = ({ path }: Pick<ManifestFile, 'path'>): string => join(output, path);

/** The words of the document in these languages. */
export const editionsOf = (languages: readonly string[]): Edition[] => languages.map((tag) => localize(report, tag));

/** Ids of the charts in the order in which they stand. */
export const placedCharts: string[] = report.sections.flatMap((section) =>
  (Object.values(section.bodies)[0] ?? []).flatMap((block) => (block.type === 'chart' ? [block.chart] : [])),
);
