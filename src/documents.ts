import { type Illustrated, placedCharts } from './draw-charts.ts';
import type { Format } from './generate.ts';
import type { DocumentKind, Report } from './model/report.ts';
import type { FilesBeside } from './render/page/input.ts';
import { sharePaths } from './share-set.ts';

/** One HTML page in all languages; a PDF in each language, and one in all of them side by side. */
export function documentsOf({ briefing }: Report, formats: readonly Format[]): Illustrated[] {
  const { id, languages, documents = everyKind } = briefing;
  const single = documents.includes('pdf') ? languages.map((tag) => [tag]) : [];
  const several = documents.includes('bilingual-pdf') && languages.length > 1 ? [languages] : [];
  const pdfs = [...single, ...several].map(
    (set): Illustrated => ({ path: `${id}.${set.join('+')}.pdf`, format: 'pdf', languages: set }),
  );
  return [
    ...(formats.includes('pdf') ? pdfs : []),
    ...(formats.includes('html') && documents.includes('html') ? [pageOnly({ briefing })] : []),
  ];
}

export function pageOnly({ briefing: { id, languages } }: Pick<Report, 'briefing'>): Illustrated {
  return { path: `${id}.html`, format: 'html', languages };
}

/** Whether a run makes what people pass on. */
export function shares({ briefing: { documents = everyKind } }: Report, formats: readonly Format[]): boolean {
  return formats.includes('share') && documents.includes('share');
}

const everyKind: DocumentKind[] = ['html', 'pdf', 'bilingual-pdf', 'share'];

/** What stands beside the page once the run is through. */
export function filesBeside(report: Report, formats: readonly Format[]): FilesBeside {
  const pdfs = documentsOf(report, formats).filter(({ format }) => format === 'pdf');
  return { pdfs, ...(shares(report, formats) && sharePaths(report.briefing, placedCharts(report))) };
}

/** What takes longest is begun first: the PDF in all languages, then the others; the page waits for nobody. */
export function longestFirst(documents: Illustrated[]): Illustrated[] {
  const weight = ({ format, languages }: Illustrated) => (format === 'pdf' ? languages.length : 0);
  return [...documents].sort((a, b) => weight(b) - weight(a));
}
