import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import type { Referable } from '../../src/build/references.ts';
import { buildSection } from '../../src/build/section.ts';
import type { Fact, Table } from '../../src/model/data.ts';
import type { Inline } from '../../src/model/document.ts';

const place = { file: 'data/facts.csv', line: 2 };
const jobs: Fact = {
  id: 'new-urban-jobs',
  value: 1245000,
  unit: 'person',
  period: '2023',
  kind: 'flow',
  label: 'jobs',
  place,
};
const growth: Fact = { ...jobs, id: 'jobs-growth', value: 0.036, unit: 'ratio', kind: 'growth' };
const table: Table = {
  name: 'by-year',
  columns: [
    { name: 'year', type: 'year' },
    { name: 'jobs', type: 'integer', unit: 'person' },
  ],
  rows: [
    { year: 2022, jobs: 1202000 },
    { year: 2023, jobs: 1245000 },
  ],
  primaryKey: ['year'],
  sources: [],
  place,
  places: [],
};
const known: Referable = {
  data: {
    name: 'test',
    tables: new Map([['by-year', table]]),
    codeLists: new Map(),
    geometries: new Map(),
    units: new Map(),
    facts: new Map(),
    sources: new Map(),
    terms: new Map(),
    conflicts: [],
    files: new Map(),
  },
  facts: new Map([
    [jobs.id, jobs],
    [growth.id, growth],
  ]),
  chartIds: new Set(['bars']),
  sectionIds: new Set(['employment']),
  messages: { 'view.en': 'English' },
};

async function build(text: string, partials = new Map<string, { file: string; text: string }>()) {
  const diagnostics = new Diagnostics();
  const context = { briefing: { title: 'A *starred* title' } };
  const blocks = await buildSection(
    'employment',
    { file: 'sections/employment.en.md', text },
    known,
    context,
    partials,
    diagnostics,
  );
  const findings = diagnostics.list.map(
    ({ place, code, message, hints }) =>
      `${place?.line}:${place?.column} ${code}: ${message}${hints ? ` (${hints[0]})` : ''}`,
  );
  return { blocks, findings };
}

function flat(inlines: Inline[]): string {
  return inlines
    .map((inline) =>
      inline.type === 'text' ? inline.text : inline.type === 'strong' ? `<${flat(inline.text)}>` : `[${inline.type}]`,
    )
    .join('');
}

describe('a section', () => {
  it('keeps every helper as a reference with its place', async () => {
    const { blocks, findings } = await build(
      'Jobs: {{fact "new-urban-jobs" decimals=1}}, **{{change "jobs-growth"}}**.',
    );
    expect(findings).toEqual([]);
    const [paragraph] = blocks;
    expect(paragraph?.type === 'paragraph' && flat(paragraph.text)).toBe('Jobs: [fact], <[change]>.');
    expect(paragraph?.type === 'paragraph' && paragraph.text[1]).toMatchObject({
      fact: 'new-urban-jobs',
      decimals: 1,
      place: { line: 1, column: 7 },
    });
  });

  it('never reads text from a field as Markdown', async () => {
    const { blocks } = await build('About {{briefing.title}}.');
    const [paragraph] = blocks;
    expect(paragraph?.type === 'paragraph' && paragraph.text[1]).toMatchObject({
      type: 'field',
      text: 'A *starred* title',
    });
  });

  it('leaves HTML as text', async () => {
    const { blocks } = await build('<script>alert(1)</script> and <b>bold</b>');
    expect(blocks[0]?.type === 'paragraph' && flat(blocks[0].text)).toBe('<script>alert(1)</script> and <b>bold</b>');
  });

  it('sets a chart, a table and a part as blocks of their own', async () => {
    const { blocks, findings } = await build(
      '{{chart "bars"}}\n\n{{table "by-year" columns="jobs"}}\n\n{{glossary}}\n',
    );
    expect(findings).toEqual([]);
    expect(blocks).toMatchObject([
      { type: 'chart', chart: 'bars' },
      { type: 'table', table: 'by-year', columns: ['jobs'] },
      { type: 'part', part: 'glossary' },
    ]);
  });

  it('reads headings, lists, quotes and tables', async () => {
    const { blocks } = await build(
      '### Head\n\n- one\n- two\n  - deep\n\n> said\n\n| a | b |\n|---|--:|\n| 1 | {{fact "new-urban-jobs"}} |\n',
    );
    expect(blocks.map((block) => block.type)).toEqual(['heading', 'list', 'quote', 'grid']);
    expect(blocks[0]).toMatchObject({ level: 3, id: 'employment-1' });
    expect(blocks[1]).toMatchObject({ items: [[{ type: 'paragraph' }], [{ type: 'paragraph' }, { type: 'list' }]] });
    expect(blocks[3]).toMatchObject({ align: [null, 'right'], rows: [[[{ text: '1' }], [{ type: 'fact' }]]] });
  });

  it('reads Markdown partials, with conditions', async () => {
    const partials = new Map([
      [
        'aside',
        { file: 'partials/aside.md', text: '{{#if briefing.title}}Yes {{fact "new-urban-jobs"}}{{else}}No{{/if}}' },
      ],
    ]);
    const { blocks, findings } = await build('{{> aside}}', partials);
    expect(findings).toEqual([]);
    expect(blocks[0]?.type === 'paragraph' && flat(blocks[0].text)).toBe('Yes [fact]');
  });

  it('reports every mistake with its place and the nearest name', async () => {
    const { findings } = await build(
      [
        '{{fact "new-urban-job"}} {{rank "new-urban-jobs"}}',
        '{{cell "by-year" "job" year=2023}} {{cell "by-year" "jobs" year=1999}}',
        '{{chart "bar"}} {{period "20x"}} {{briefing.titel}} {{literal "13"}}',
        'text {{chart "bars"}} text',
      ].join('\n\n'),
    );
    expect(findings).toEqual([
      '1:1 fact-unknown: no fact "new-urban-job" (did you mean "new-urban-jobs"?)',
      '1:26 fact-kind: fact "new-urban-jobs" is of kind flow; {{rank}} words a rank (use {{fact}})',
      '3:1 column-unknown: table "by-year" has no column "job" (did you mean "jobs"?)',
      '3:36 row-unknown: table "by-year" has no row with year = 1999',
      '5:1 chart-unknown: no chart "bar" (did you mean "bars"?)',
      '5:17 period-malformed: "20x" is not a period (write 2023, 2024-Q1, 2024-02, 2024-02-06 or 2013/2023)',
      '5:34 field-unknown: no field "briefing.titel" (fields of briefing.yaml are written {{briefing.title}}, numbers {{fact "id"}})',
      '5:53 literal-reason: a literal needs its reason (write {{literal "13" reason="ordinal in an event\'s name"}})',
      '7:6 block-inline: a chart stands inside a sentence (leave an empty line before and after it)',
    ]);
  });

  it('reports unknown helpers and partials, and partials that include themselves', async () => {
    const partials = new Map([['loop', { file: 'partials/loop.md', text: '{{> loop}}' }]]);
    const { findings } = await build('{{facts "new-urban-jobs"}} {{> nope}} {{> loop}}', partials);
    expect(findings).toEqual([
      '1:3 helper-unknown: no helper "facts" (did you mean "fact"?)',
      '1:32 partial-unknown: no partial "nope"',
      '1:1 partial-cycle: partial "loop" includes itself: loop → loop',
    ]);
  });

  it('says where a template cannot be read', async () => {
    expect((await build('text\n\n{{fact "new-urban-jobs}}\n')).findings).toEqual([
      '3:1 template-syntax: the template cannot be read',
    ]);
    expect((await build('a {{#if briefing.title}}b{{/unless}}')).findings).toEqual([
      "1:6 template-syntax: if doesn't match unless",
    ]);
  });
});
