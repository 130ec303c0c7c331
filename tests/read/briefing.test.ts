import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { AuthorError, Diagnostics } from '../../src/base/diagnostic.ts';
import { memoryFolder } from '../../src/base/memory-folder.ts';
import { openFolder } from '../../src/node/folder.ts';
import { readBriefing } from '../../src/read/briefing.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const theme = openFolder(`${root}/templates`);

test('the default briefing is read without a word', async () => {
  const diagnostics = new Diagnostics();
  const briefing = await readBriefing({ briefing: openFolder(root), theme }, diagnostics);
  expect(diagnostics.list).toEqual([]);
  expect(briefing.data.facts.get('new-urban-jobs')).toMatchObject({ value: 1245000, unit: 'person', period: '2023' });
  expect(briefing.data.tables.get('new-urban-jobs')?.rows.at(-1)).toMatchObject({ year: 2023, jobs: 1245000 });
  expect(briefing.data.terms.size).toBe(45);
});

test('the minimal briefing has two languages of one section, a chart and a table', async () => {
  const diagnostics = new Diagnostics();
  const folder = openFolder(`${root}/tests/cases/minimal/input`);
  const { meta, sections, charts, data } = await readBriefing({ briefing: folder, theme }, diagnostics);
  expect(diagnostics.list).toEqual([]);
  expect(meta).toMatchObject({
    id: 'minimal',
    edition: { period: '2023', date: '2024-02-06' },
    languages: ['zh-Hans', 'en'],
  });
  expect([...(sections.get('jobs')?.keys() ?? [])]).toEqual(['zh-Hans', 'en']);
  expect([...charts.keys()]).toEqual(['jobs']);
  expect(charts.get('jobs')?.at(['encoding', 'y', 'field'])).toMatchObject({
    file: 'templates/charts/jobs.vl.json',
    line: 15,
  });
  expect([...data.tables.keys()]).toEqual(['jobs']);
});

test('an empty folder is an error of the author, told with what a folder needs', async () => {
  const diagnostics = new Diagnostics();
  const reading = readBriefing({ briefing: memoryFolder({}), theme }, diagnostics);
  await expect(reading).rejects.toThrow(AuthorError);
  expect(diagnostics.list.map(({ code }) => code)).toEqual(['briefing-missing', 'data-missing']);
});
