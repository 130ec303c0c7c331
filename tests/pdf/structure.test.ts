import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { pdfs, placedCharts, report, root } from '../built.ts';
import { openPdfs, type PrintedPdf } from './documents.ts';

let documents: PrintedPdf[];
let objects: PDFDocument[];
beforeAll(async () => {
  documents = await openPdfs();
  objects = await Promise.all(documents.map(({ bytes }) => PDFDocument.load(bytes, { updateMetadata: false })));
});

describe.each(pdfs.map((file, index) => ({ ...file, index })))('$path', (file) => {
  const document = () => documents[file.index] as PrintedPdf;
  const dictionaries = () =>
    (objects[file.index] as PDFDocument).context
      .enumerateIndirectObjects()
      .flatMap(([, object]) => (object instanceof PDFDict ? [object] : []));
  const named = (dictionary: PDFDict, key: string) => dictionary.lookup(PDFName.of(key))?.toString();

  test('has the pages that the manifest says, all A4, in at most 700 KB', async () => {
    expect(document().pdf.numPages).toBe(file.pages);
    for (const number of Array.from({ length: file.pages ?? 0 }, (_, i) => i + 1)) {
      const [, , width = 0, height = 0] = (await document().pdf.getPage(number)).view;
      expect([width, height].map(Math.round)).toEqual([595, 842]);
    }
    expect(file.bytes).toBeLessThanOrEqual(700_000);
  });

  test('is a file whose version knows object streams: 1.5 or later', () => {
    const text = Buffer.from(document().bytes).toString('latin1');
    expect(text).toContain('/ObjStm');
    expect(Number(/^%PDF-(\d\.\d)/.exec(text)?.[1])).toBeGreaterThanOrEqual(1.5);
  });

  test('every font is an embedded CID font with TrueType outlines', () => {
    const fonts = dictionaries().filter((each) => named(each, 'Type') === '/Font');
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) {
      expect(['/Type0', '/CIDFontType2']).toContain(named(font, 'Subtype'));
      if (named(font, 'Subtype') === '/Type0') expect(font.has(PDFName.of('ToUnicode'))).toBe(true);
      else expect(font.lookup(PDFName.of('FontDescriptor'), PDFDict).has(PDFName.of('FontFile2'))).toBe(true);
    }
  });

  test('is tagged, names its language and shows its title', async () => {
    const { catalog } = objects[file.index] as PDFDocument;
    expect(await document().pdf.getMarkInfo()).toMatchObject({ Marked: true });
    expect(await document().pdf.getViewerPreferences()).toMatchObject({ DisplayDocTitle: true });
    expect(catalog.has(PDFName.of('StructTreeRoot'))).toBe(true);
    expect(catalog.lookup(PDFName.of('Lang'), PDFString).asString()).toBe(file.languages[0]);
  });

  test('title, author, subject, keywords and dates are the edition’s; XMP says PDF/UA-1', async () => {
    const { info, metadata } = await document().pdf.getMetadata();
    const { editions } = document();
    const day = `D:${report.briefing.edition.date.replaceAll('-', '')}000000Z`;
    expect(info).toMatchObject({ Title: file.title, CreationDate: day, ModDate: day, Language: file.languages[0] });
    for (const { title, author, subject, keywords } of editions) {
      expect(info).toMatchObject({
        Title: expect.stringContaining(title),
        Author: expect.stringContaining(author),
        Subject: expect.stringContaining(subject ?? ''),
      });
      for (const keyword of keywords) expect(info).toMatchObject({ Keywords: expect.stringContaining(keyword) });
    }
    expect(metadata?.getRaw()).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  test('each chart is one figure with one alternative text', () => {
    const figures = dictionaries().filter((each) => named(each, 'S') === '/Figure');
    const texts = figures.map((figure) => {
      const alt = figure.lookup(PDFName.of('Alt'));
      return alt instanceof PDFString || alt instanceof PDFHexString ? alt.decodeText() : '';
    });
    expect(texts).not.toContain('');
    for (const chart of placedCharts) {
      const description = document().editions[0]?.figures[chart]?.description ?? '';
      expect(
        texts.filter((text) => text.includes(description)),
        chart,
      ).toHaveLength(1);
    }
  });

  test('the attachment unpacks to the data package, byte for byte', async () => {
    const attachments = (await document().pdf.getAttachments()) as Record<string, { content: Uint8Array }>;
    const [[name, attachment] = ['', undefined], ...others] = Object.entries(attachments);
    expect(others).toEqual([]);
    expect(name).toBe(`${report.briefing.id}-data.zip`);
    const files = unzipSync(attachment?.content ?? new Uint8Array());
    expect(Object.keys(files)).toContain('datapackage.json');
    for (const [path, bytes] of Object.entries(files)) {
      expect(Buffer.from(bytes).equals(readFileSync(join(root, 'data', path))), path).toBe(true);
    }
  });

  test('contents, outline and destinations agree on the page of every section', async () => {
    const { pdf, editions } = document();
    const printed = await printedContents(document());
    expect(printed.slice(0, report.sections.length).map(({ id }) => id)).toEqual(report.sections.map(({ id }) => id));
    const ids = new Set(placedCharts.map((chart) => `chart-${chart}`));
    expect(printed.slice(report.sections.length).map(({ id }) => id)).toEqual([...ids]);
    for (const { id, number } of printed) expect(`${id} ${await pageOf(pdf, id)}`).toBe(`${id} ${number}`);

    const [cover] = (await pdf.getOutline()) ?? [];
    const entries = (cover?.items ?? []).slice(1);
    const plain = (text: string) => text.replace(/\s+/g, '');
    expect(entries.map(({ title }) => plain(title))).toEqual(
      report.sections.map((_, at) => plain(editions.map(({ sections }) => sections[at]?.title ?? '').join(''))),
    );
    for (const [at, { dest }] of entries.entries()) expect(await pageOf(pdf, dest)).toBe(printed[at]?.number);
  });

  test('no link leads nowhere', async () => {
    const missing: string[] = [];
    const ids = new Set<string>();
    for (let number = 1; number <= document().pdf.numPages; number++) {
      const annotations = await (await document().pdf.getPage(number)).getAnnotations();
      for (const { dest, url } of annotations) {
        if (typeof dest === 'string') ids.add(dest);
        else if (!dest && !url) missing.push(`a link on page ${number}`);
      }
    }
    for (const id of ids) if (!(await document().pdf.getDestination(id))) missing.push(id);
    expect(missing).toEqual([]);
  });

  test('its roles are those of the standard', () => {
    const roles = new Set(dictionaries().flatMap((each) => (each.has(PDFName.of('P')) ? [named(each, 'S')] : [])));
    for (const role of ['/Document', '/H1', '/H2', '/P', '/Table', '/TR', '/TH', '/TD', '/Link', '/Figure', '/Caption'])
      expect([...roles], role).toContain(role);
    const parents = (objects[file.index] as PDFDocument).catalog
      .lookup(PDFName.of('StructTreeRoot'), PDFDict)
      .lookup(PDFName.of('ParentTree'), PDFDict);
    expect(parents.lookup(PDFName.of('Nums')) ?? parents.lookup(PDFName.of('Kids'))).toBeInstanceOf(PDFArray);
  });
});

/** Links of the contents with the number printed in each. */
async function printedContents({ pdf, pages }: PrintedPdf): Promise<{ id: string; number: number }[]> {
  const entries: { id: string; number: number }[] = [];
  const sections = new Set(report.sections.map(({ id }) => id));
  for (let at = 1; !pageStartsSection(at); at++) {
    for (const { dest, rect } of await (await pdf.getPage(at + 1)).getAnnotations()) {
      if (typeof dest !== 'string' || !(sections.has(dest) || dest.startsWith('chart-'))) continue;
      const inside = pages[at]?.words.filter(
        ({ y, x }) => y >= rect[1] && y <= rect[3] && x >= rect[0] && x <= rect[2],
      );
      const number = Number(inside?.findLast(({ text }) => /^\d+$/.test(text))?.text);
      if (!entries.some(({ id }) => id === dest)) entries.push({ id: dest, number });
    }
  }
  return entries;

  function pageStartsSection(at: number): boolean {
    return entries.length >= sections.size + placedCharts.length || at >= pages.length - 1;
  }
}

async function pageOf(pdf: PrintedPdf['pdf'], dest: unknown): Promise<number> {
  const [ref] = ((typeof dest === 'string' ? await pdf.getDestination(dest) : dest) ?? []) as never[];
  return ref ? (await pdf.getPageIndex(ref)) + 1 : 0;
}
