import { beforeAll, describe, expect, test } from 'vitest';
import { pdfs, report } from '../built.ts';
import { openPdfs, type PrintedPage, type PrintedPdf, withoutSpace } from './documents.ts';
import { plain, wordsOf } from './words.ts';

let documents: PrintedPdf[];
beforeAll(async () => {
  documents = await openPdfs();
});

describe.each(pdfs.map(({ path }, index) => ({ path, index })))('$path', ({ index }) => {
  const document = () => documents[index] as PrintedPdf;

  test('the cover says title, period and day', () => {
    for (const { title, cover } of document().editions) {
      for (const words of [title, cover.period, cover.date]) {
        expect(document().pages[0]?.text).toContain(withoutSpace(words));
      }
    }
  });

  test('each section begins a page of its own', () => {
    const { pages, editions } = document();
    for (const [at] of report.sections.entries()) {
      const title = withoutSpace(editions.map((edition) => edition.sections[at]?.title ?? '').join(''));
      const starts = pages.filter(({ text }) => text.startsWith(title));
      expect(starts, title).toHaveLength(1);
    }
  });

  test('says every word of the source in its order, in each language', () => {
    for (const edition of document().editions) {
      expect(missing(wordsOf(edition), document().pages), edition.language).toEqual([]);
    }
  });

  test('a reader copies ideographs, no radicals or compatibility forms', () => {
    const forms = /[\u2E80-\u2FD5\uF900-\uFAFF\uFFFD\uE000-\uF8FF]/gu;
    expect(document().pages.flatMap(({ text }) => text.match(forms) ?? [])).toEqual([]);
  });

  test('no heading stands alone at the foot of a page', () => {
    const headings = new Set(document().editions.flatMap((edition) => headingsOf(edition)));
    const last = document().pages.map(({ lines }) => withoutSpace(lines.at(-1)?.text ?? ''));
    expect(last.filter((line) => headings.has(line))).toEqual([]);
  });

  test('every figure stands on the page of its caption', async () => {
    const { pdf, pages, editions } = document();
    for (const [at, { text }] of pages.entries()) {
      const tree = JSON.stringify(await (await pdf.getPage(at + 1)).getStructTree());
      for (const { label, title, description } of Object.values(editions[0]?.figures ?? {})) {
        if (tree.includes(JSON.stringify(description).slice(1, -1)))
          expect(text).toContain(withoutSpace(editions.length > 1 ? label : label + title));
      }
    }
  });
});

function headingsOf({ sections }: PrintedPdf['editions'][number]): string[] {
  return sections.flatMap(({ title, blocks }) => [
    withoutSpace(title),
    ...blocks.flatMap((block) => (block.type === 'heading' ? [withoutSpace(plain(block.text))] : [])),
  ]);
}

/** Runs of words that the pages do not say after those before them; a run may go on over the next pages. */
function missing(runs: string[], pages: PrintedPage[]): string[] {
  let at = { page: 0, offset: 0 };
  return runs.filter((run) => {
    const found = find(withoutSpace(run), pages, at);
    if (found) at = found;
    return !found;
  });
}

interface Position {
  page: number;
  offset: number;
}

function find(run: string, pages: PrintedPage[], from: Position): Position | undefined {
  for (let page = from.page; page < pages.length; page++) {
    const text = pages[page]?.text ?? '';
    const offset = text.indexOf(run, page === from.page ? from.offset : 0);
    if (offset >= 0) return { page, offset: offset + run.length };
    const next = pages[page + 1]?.text ?? '';
    for (let cut = run.length - 1; cut > 0; cut--) {
      const before = text.indexOf(run.slice(0, cut), page === from.page ? from.offset : 0);
      if (before < 0) continue;
      const after = next.indexOf(run.slice(cut));
      if (after >= 0 && cut > 3) return { page: page + 1, offset: after + run.length - cut };
      break;
    }
  }
  return undefined;
}
