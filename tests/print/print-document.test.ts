import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, openBrowser } from '../../src/print/browser.ts';
import { findBrowser } from '../../src/print/find-browser.ts';
import type { FinishedPdf } from '../../src/print/pdf.ts';
import { printDocument } from '../../src/print/print-document.ts';
import { pageText, readPdf } from './read-pdf.ts';
import { sampleFacts, samplePage } from './sample.ts';

const sections = ['jobs', 'talent', 'regions', 'tasks', 'context', 'terms', 'method', 'sources', 'notes', 'index'];
const job = { name: 'sample.pdf' };
const zip = { name: 'data.zip', type: 'application/zip', description: 'the data', bytes: Buffer.from('PK-like') };
const facts = { ...sampleFacts, attachments: [zip] };
const html = samplePage(sections);

let browser: Browser;
let finished: FinishedPdf;
let pdf: Awaited<ReturnType<typeof readPdf>>;
beforeAll(async () => {
  browser = await openBrowser(await findBrowser({ env: process.env }), { env: process.env });
  finished = await printDocument(browser, html, job, facts);
  pdf = await readPdf(finished.bytes);
}, 120_000);
afterAll(() => browser?.close());

test('twelve pages: cover, contents, ten sections', () => {
  expect([finished.pages, pdf.numPages]).toEqual([12, 12]);
});

test('the contents print the page of each section: 3 to 12, one and two digits', async () => {
  const text = (await pageText(pdf, 2)).replace(/\s+/g, ' ');
  const expected = sections.map((id, i) => `${i + 1}. Section ${id} ${i + 3}`);
  expect(text).toContain(expected.join(' '));
});

test('each link of the contents leads to the page that its number says', async () => {
  const annotations = await (await pdf.getPage(2)).getAnnotations();
  const pages = [];
  for (const { dest } of annotations) {
    const [ref] = (await pdf.getDestination(dest)) ?? [];
    pages.push((await pdf.getPageIndex(ref)) + 1);
  }
  expect(pages).toEqual(sections.map((_, i) => i + 3));
});

test('numbers end at the right edge of the text, whatever their digits', async () => {
  const { items } = await (await pdf.getPage(2)).getTextContent();
  const ends = items.flatMap((item) =>
    'str' in item && /^\d+$/.test(item.str) && item.transform[5] > 200 ? [item.transform[4] + item.width] : [],
  );
  expect(ends).toHaveLength(10);
  for (const end of ends) expect(end).toBeCloseTo(ends[0] ?? 0, 0);
});

test('titles, authors, dates and languages are the edition’s', async () => {
  const { info, metadata } = await pdf.getMetadata();
  expect(info).toMatchObject({
    Title: '就业简报 | Jobs & <talent>',
    Author: '某厅 | An office',
    Subject: '就业',
    Keywords: '就业; jobs; talent',
    Creator: 'jianbao 0.1.0',
    CreationDate: 'D:20240206000000Z',
    ModDate: 'D:20240206000000Z',
    Language: 'zh-Hans',
  });
  const xmp = metadata?.getRaw() as string;
  expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(xmp).toContain('<rdf:li xml:lang="en">Jobs &amp; &lt;talent&gt;</rdf:li>');
  expect(xmp).toContain('<rdf:li xml:lang="zh-Hans">就业简报</rdf:li>');
  expect(xmp).toContain('<xmp:CreateDate>2024-02-06T00:00:00Z</xmp:CreateDate>');
});

test('tagged, with the outline of its headings, and its title displayed', async () => {
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
  expect(await pdf.getViewerPreferences()).toMatchObject({ DisplayDocTitle: true });
  const outline = await pdf.getOutline();
  expect(JSON.stringify(outline)).toContain('Section method');
  const tree = JSON.stringify(await (await pdf.getPage(3)).getStructTree());
  expect(tree).toContain('"role":"H2"');
  expect(finished.findings).toEqual([]);
});

test('page numbers at the foot are artifacts, not text to read aloud', async () => {
  const { items } = await (await pdf.getPage(3)).getTextContent({ includeMarkedContent: true });
  const opened: string[] = [];
  const marks: [string, string][] = [];
  for (const item of items) {
    if ('str' in item) marks.push([opened.at(-1) ?? 'none', item.str]);
    else if (item.type === 'endMarkedContent') opened.pop();
    else opened.push((item as { tag?: string }).tag ?? '');
  }
  expect(marks).toContainEqual(['Artifact', '3']);
  expect(marks.filter(([tag, text]) => tag === 'none' && text.trim() !== '')).toEqual([]);
});

test('links say where they lead', async () => {
  const cover = await (await pdf.getPage(1)).getAnnotations();
  expect(cover[0]).toMatchObject({ url: 'https://example.org/data', contentsObj: { str: 'the data' } });
  const contents = await (await pdf.getPage(2)).getAnnotations();
  expect(contents[0]?.contentsObj.str).toMatch(/^Section jobs ?3$/);
});

test('the attachment comes out as it went in', async () => {
  const attachments = await pdf.getAttachments();
  expect(Buffer.from(attachments['data.zip'].content).toString()).toBe('PK-like');
});

test('printed again, in another tab and with other work between, the bytes are the same', async () => {
  await browser.printPdf(samplePage(['other']), { name: 'other.pdf' });
  const again = await Promise.all([printDocument(browser, html, job, facts), printDocument(browser, html, job, facts)]);
  for (const { bytes } of again) expect(Buffer.from(bytes).equals(Buffer.from(finished.bytes))).toBe(true);
});

test('a drawing is one figure with one alternative text', async () => {
  const drawing =
    '<figure><svg role="img" aria-label="Jobs rose" width="40" height="40"><rect width="9" height="9"/></svg>';
  const page = samplePage(['jobs'], `<section>${drawing}<figcaption>Figure 1</figcaption></figure></section>`);
  const { bytes, pages } = await printDocument(browser, page, job, sampleFacts);
  const tree = JSON.stringify(await (await (await readPdf(bytes)).getPage(pages)).getStructTree());
  expect(tree.match(/"role":"Figure"/g)).toHaveLength(1);
  expect(tree).toContain('"role":"Figure","children":[{"type":"content"');
  expect(tree).toContain('"alt":"Jobs rose"');
});

test('where marks cannot be replaced the page is printed again with its numbers', async () => {
  let prints = 0;
  const printer = {
    printPdf: (page: string) => {
      prints += 1;
      // A character between the digits, as a future browser might write them.
      return browser.printPdf(page.replaceAll('9081726354', '9081-726354'), job);
    },
  };
  const { bytes, numbered } = await printDocument(printer, html, job, sampleFacts);
  expect([prints, numbered]).toEqual([2, true]);
  expect((await pageText(await readPdf(bytes), 2)).replace(/\s+/g, ' ')).toContain('Section jobs 3');
});

test('a contents entry without a target is named', async () => {
  const page = samplePage(['jobs']).replace('data-page-of="jobs"', 'data-page-of="lost"');
  await expect(printDocument(browser, page, job, sampleFacts)).rejects.toMatchObject({
    code: 'page-number-target-missing',
    message: 'sample.pdf: the contents name "lost", which no link leads to',
  });
});

test('pages that move when their numbers are printed are told', async () => {
  const page = '<span data-page-of="jobs"></span>';
  const printer = { printPdf: async (html: string) => Buffer.from(html) };
  let prints = 0;
  const finish = async () => {
    prints += 1;
    return { ...finished, destinations: new Map([['jobs', prints + 1]]), numbered: false };
  };
  await expect(printDocument(printer, page, job, sampleFacts, finish)).rejects.toMatchObject({
    code: 'page-numbers-wrong',
    message: 'sample.pdf: the pages of jobs moved when their numbers were printed',
  });
});

test('synthetic bold prints as Type 3 and is found', async () => {
  const page = samplePage(['jobs']).replace('h1, h2 { font-weight: 400; }', '');
  const { findings } = await printDocument(browser, page, job, sampleFacts);
  expect(findings.map(({ code }) => code)).toContain('pdf-type3-font');
});
