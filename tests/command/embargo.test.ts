import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageText, readPdf } from '../print/read-pdf.ts';
import { root } from '../root.ts';
import { copyOf, run } from './run.ts';

// What is printed and shown of a briefing that may not be published yet, and once it may be.

let folder: string;
let plain: string;
beforeAll(() => {
  plain = copyOf(join(root, 'tests/cases/minimal/input'), ['.']);
  folder = copyOf(join(root, 'tests/cases/minimal/input'), ['.']);
  appendFileSync(join(folder, 'briefing.yaml'), 'release: 2024-02-06T10:00+08:00\n');
});
afterAll(() => {
  for (const each of [plain, folder]) rmSync(each, { recursive: true, force: true });
});

const pdfs = ['minimal.zh-Hans.pdf', 'minimal.en.pdf', 'minimal.zh-Hans+en.pdf'];
const build = async (from: string, ...words: string[]) =>
  expect(await run(['build', from, '--quiet', '--format', 'html,pdf', ...words])).toMatchObject({ code: 0, error: '' });
const page = (from: string) => readFileSync(join(from, 'output/minimal.html'), 'utf8');

/** The text of every page, without spaces. */
async function pagesOf(from: string, name: string): Promise<string[]> {
  const pdf = await readPdf(readFileSync(join(from, 'output', name)));
  const numbers = Array.from({ length: pdf.numPages }, (_, at) => at + 1);
  return Promise.all(numbers.map(async (number) => (await pageText(pdf, number)).replace(/\s+/g, '')));
}

describe('until the moment of its release', () => {
  test.each([
    [
      'an embargo',
      [],
      ['发布前保密', 'EMBARGOED', '2024年2月6日10:00（UTC+8）解禁', 'Embargoeduntil10:00(UTC+8),6February2024'],
    ],
    ['a draft', ['status: draft\n'], ['草稿', 'DRAFT', '不得引用或公开', 'notforquotationorrelease']],
  ])('%s stands in both languages on every page of every PDF, and on the page', async (_, settings, marks) => {
    for (const line of settings) appendFileSync(join(folder, 'briefing.yaml'), line);
    await build(folder, '--now', '2024-02-06T09:59+08:00');
    for (const name of pdfs) {
      const pages = await pagesOf(folder, name);
      expect(pages.length).toBeGreaterThan(1);
      for (const [at, text] of pages.entries())
        for (const mark of marks) expect(text, `${name}, page ${at + 1}`).toContain(mark);
    }
    for (const mark of marks) expect(page(folder).replace(/\s+/g, '')).toContain(mark);
  });
});

test('from then on every file is the one that it would be without an embargo', async () => {
  const settings = join(folder, 'briefing.yaml');
  rmSync(join(folder, 'output'), { recursive: true });
  rmSync(settings);
  const own = readFileSync(join(plain, 'briefing.yaml'), 'utf8');
  appendFileSync(settings, `${own}release: 2024-02-06T10:00+08:00\n`);
  await build(folder, '--now', '2024-02-06T10:00+08:00');
  await build(plain);
  for (const name of [...pdfs, 'minimal.html'])
    expect(readFileSync(join(folder, 'output', name)).equals(readFileSync(join(plain, 'output', name))), name).toBe(
      true,
    );
});
