import { readFileSync } from 'node:fs';
import type { ManifestFile } from '../../src/manifest.ts';
import type { Edition } from '../../src/model/edition.ts';
import { editionsOf, pathOf, pdfs } from '../built.ts';
import { readPdf } from '../print/read-pdf.ts';

/** A printed PDF with what its pages say, page heads and feet left out. */
export interface PrintedPdf {
  file: ManifestFile;
  bytes: Uint8Array;
  pdf: Awaited<ReturnType<typeof readPdf>>;
  editions: Edition[];
  pages: PrintedPage[];
}

export interface PrintedPage {
  /** In the order of the file, white space taken out. */
  text: string;
  lines: { text: string; y: number }[];
  words: { text: string; x: number; y: number }[];
}

/** Points from the foot of the sheet between which the text of a page stands. */
const [foot, head] = [50, 775];

export async function openPdfs(): Promise<PrintedPdf[]> {
  return Promise.all(
    pdfs.map(async (file) => {
      const bytes = new Uint8Array(readFileSync(pathOf(file)));
      const pdf = await readPdf(bytes);
      const numbers = Array.from({ length: pdf.numPages }, (_, i) => i + 1);
      const pages = await Promise.all(numbers.map((number) => pageOf(pdf, number)));
      return { file, bytes, pdf, editions: editionsOf(file.languages), pages };
    }),
  );
}

async function pageOf(pdf: PrintedPdf['pdf'], number: number): Promise<PrintedPage> {
  const { items } = await (await pdf.getPage(number)).getTextContent();
  const all = items.flatMap((item) =>
    'str' in item ? [{ text: item.str, x: item.transform[4] as number, y: item.transform[5] as number }] : [],
  );
  const words = all.filter(({ y }) => y > foot && y < head);
  const text = withoutSpace(words.map((word) => word.text).join(''));
  return { text, lines: linesOf(words.filter((word) => word.text.trim() !== '')), words };
}

function linesOf(words: PrintedPage['words']): PrintedPage['lines'] {
  const lines: PrintedPage['lines'] = [];
  for (const { text, y } of words) {
    const line = lines.find((each) => Math.abs(each.y - y) < 3);
    if (line) line.text += text;
    else lines.push({ text, y });
  }
  return lines.sort((a, b) => b.y - a.y);
}

export function withoutSpace(text: string): string {
  return text.replace(/[\s\u200B\u00AD\u2060]+/g, '');
}
