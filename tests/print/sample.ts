import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { PdfFacts } from '../../src/print/pdf.ts';

const require = createRequire(import.meta.url);
const font = (path: string) => readFileSync(require.resolve(`@expo-google-fonts/${path}`)).toString('base64');
const regular = font('source-sans-3/400Regular/SourceSans3_400Regular.ttf');

/** A page with a cover, contents and `sections` of one page each, two of them in between without a heading. */
export function samplePage(sections: string[], body = ''): string {
  const entries = sections.map(
    (id) =>
      `<li><a href="#${id}"><span>Section ${id}</span><span class="page-number" data-page-of="${id}"></span></a></li>`,
  );
  const pages = sections.map((id) => `<section><h2 id="${id}">Section ${id}</h2><p>Text of ${id}.</p></section>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sample</title><style>
@font-face { font-family: Sample; src: url(data:font/ttf;base64,${regular}); }
@page { size: A4; margin: 20mm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt Sample; } }
body { font: 10pt/1.5 Sample; margin: 0; }
h1, h2 { font-weight: 400; }
section, nav { break-before: page; }
a { display: flex; }
a span:first-child { flex: 1; }
.page-number { display: flex; justify-content: flex-end; width: 2em; white-space: nowrap; font-variant-numeric: tabular-nums; }
</style></head><body><h1>Sample</h1><p><a href="https://example.org/data">the data</a></p>
<nav><h2>Contents</h2><ol>${entries.join('')}</ol></nav>${pages.join('')}${body}</body></html>`;
}

export const sampleFacts: Omit<PdfFacts, 'contents'> = {
  editions: [
    { language: 'zh-Hans', title: '就业简报', author: '某厅', subject: '就业', keywords: ['就业'] },
    { language: 'en', title: 'Jobs & <talent>', author: 'An office', keywords: ['jobs', 'talent'] },
  ],
  date: '2024-02-06',
  generator: 'jianbao 0.1.0',
};
