import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { diff } from '../../src/diff.ts';
import { reportOf } from '../release/minimal.ts';
import { root } from '../root.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianbao-diff-'));
  for (const name of ['old', 'new'])
    cpSync(join(root, 'tests/cases/minimal/input'), join(folder, name), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const compare = () => diff(join(folder, 'old'), join(folder, 'new'));

function change(path: string, from: string, to: string): void {
  const file = join(folder, 'new', path);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

test('the same edition twice has no change', async () => {
  const { comparison } = await compare();
  expect([comparison.numbers, comparison.texts, comparison.charts]).toEqual([[], [], []]);
});

test('a number with another value is revised, with its words in every language', async () => {
  change('data/facts.csv', '1245000', '1250000');
  const { comparison } = await compare();
  expect(comparison.numbers.find(({ id }) => id === 'new-urban-jobs')).toMatchObject({
    change: 'revised',
    old: { value: 1245000 },
    new: { value: 1250000 },
  });
  const both = comparison.texts.filter(({ change }) => change === 'revised');
  expect(both.every(({ changedIn }) => changedIn.length === 2)).toBe(true);
});

test('the same number in other words is reworded', async () => {
  change('templates/sections/jobs.en.md', '{{fact "new-urban-jobs"}}', '{{fact "new-urban-jobs" decimals=1}}');
  const { comparison } = await compare();
  expect(comparison.numbers).toMatchObject([{ id: 'new-urban-jobs', change: 'reworded' }]);
});

test('a text changed in one language only says in which, word by word', async () => {
  change('templates/sections/jobs.en.md', 'added', 'gained');
  const { comparison } = await compare();
  expect(comparison.texts).toMatchObject([{ where: 'sections/jobs', change: 'revised', changedIn: ['en'] }]);
  const marks = comparison.texts[0]?.parts.en?.filter(({ type }) => type !== 'same');
  expect(marks).toEqual([
    { type: 'deleted', text: 'added' },
    { type: 'inserted', text: 'gained' },
  ]);
});

test('a block that came pushes no other out of its place', async () => {
  for (const [tag, text] of [
    ['en', 'A new beginning.'],
    ['zh-Hans', '新的开头。'],
  ]) {
    const file = join(folder, 'new', `templates/sections/jobs.${tag}.md`);
    writeFileSync(file, `${text}\n\n${readFileSync(file, 'utf8')}`);
  }
  const { comparison } = await compare();
  expect(comparison.texts).toMatchObject([{ change: 'new', changedIn: ['zh-Hans', 'en'] }]);
});

test('a chart whose data changed shows the rows that did', async () => {
  const lines = readFileSync(join(folder, 'new/data/jobs.csv'), 'utf8').split('\n');
  const changed = lines.map((line, at) =>
    at === 1 ? line.replace(/,(\d+)/, (_, value) => `,${Number(value) + 10}`) : line,
  );
  expect(changed).not.toEqual(lines);
  writeFileSync(join(folder, 'new/data/jobs.csv'), changed.join('\n'));
  const { comparison } = await compare();
  expect(comparison.charts).toMatchObject([{ chart: 'jobs', change: 'data' }]);
  expect(comparison.charts[0]?.deleted).toHaveLength(1);
  expect(comparison.charts[0]?.inserted).toHaveLength(1);
  expect(comparison.charts[0]?.worded).toEqual({
    heads: { 'zh-Hans': ['年份', '城镇新增就业'], en: ['Year', 'New urban jobs'] },
    rows: [
      { type: 'deleted', cells: { 'zh-Hans': ['2021年', '124万人'], en: ['2021', '1.24 million'] } },
      { type: 'inserted', cells: { 'zh-Hans': ['2021年', '134万人'], en: ['2021', '1.34 million'] } },
    ],
  });
});

test('an output folder with report.json serves as its briefing does', async () => {
  const { report } = await reportOf();
  mkdirSync(join(folder, 'output'));
  writeFileSync(join(folder, 'output/report.json'), JSON.stringify(report));
  const { comparison } = await diff(join(folder, 'output'), join(folder, 'new'));
  expect([comparison.numbers, comparison.texts, comparison.charts]).toEqual([[], [], []]);
});

test('a folder with neither is refused', async () => {
  mkdirSync(join(folder, 'empty'));
  await expect(diff(join(folder, 'empty'), join(folder, 'new'))).rejects.toThrow(
    'neither briefing.yaml nor report.json',
  );
});

test('the page marks revisions and needs no script', async () => {
  change('templates/sections/jobs.en.md', 'added', 'gained');
  const { page } = await compare();
  const html = await page();
  expect(html).toContain('<del>added</del><ins>gained</ins>');
  expect(html).toContain("script-src 'none'");
});

test('each view of the page speaks one language', async () => {
  change('templates/charts/jobs.vl.json', 'rose again', 'rose once more');
  change('data/facts.csv', '1245000', '1250000');
  change('data/jobs.csv', '124.0', '125.0');
  const html = await (await compare()).page();
  const body = html.slice(html.indexOf('<main'));
  // Ids of facts, sections and charts are the same in every language.
  const words = (language: string) => textIn(body.replace(/<code>.*?<\/code>/gs, ''), language);
  expect(words('zh-Hans')).not.toMatch(/[a-z]{2}/i);
  expect(words('zh-Hans')).toContain('仅改动： 英语');
  expect(words('en')).not.toMatch(/\p{Script=Han}/u);
  expect(words('en')).toContain('Changed only in English');
  expect(html).toContain('#view-en:checked~* .l:not(:lang(en))');
});

/** Text of a page where the view shows one language: class `l` is what the others do not see. */
function textIn(html: string, language: string): string {
  const hidden: boolean[] = [];
  let text = '';
  for (const [, closing, attributes = '', words] of html
    .replaceAll('<br>', ' ')
    .matchAll(/<(\/?)[a-z]\w*([^>]*)>|([^<]+)/g)) {
    if (words !== undefined) text += hidden.includes(true) ? '' : words;
    else if (closing) hidden.pop();
    else hidden.push(/class=(l\b|"[^"]*\bl\b)/.test(attributes) && !RegExp(`lang="?${language}\\b`).test(attributes));
  }
  return text.replace(/\s+/g, ' ');
}
