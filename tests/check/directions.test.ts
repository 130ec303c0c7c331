import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { checkDirections } from '../../src/check/directions.ts';
import type { Fact, Table } from '../../src/model/data.ts';
import type { Inline } from '../../src/model/document.ts';
import type { Report } from '../../src/model/report.ts';
import { vocabulary } from '../localize/theme.ts';

const place = { file: 'templates/sections/jobs.md', line: 1, column: 1 };
const fact = (id: string, value: number, given: Partial<Fact>): Fact => ({
  id,
  value,
  unit: 'ratio',
  period: '2023',
  kind: 'growth',
  label: id,
  place,
  ...given,
});
const facts = [
  fact('growth', 0.46, { comparison: 'year-on-year' }),
  fact('fall', -0.046, { comparison: 'year-on-year' }),
  fact('quarter', 0.012, { comparison: 'period-on-period' }),
  fact('points', 0.002, { kind: 'change', unit: 'percentage-point' }),
  fact('experts', 126, { kind: 'flow', unit: 'person' }),
  fact('experts-rank', 2, { kind: 'rank', unit: 'rank', of: 'experts' }),
];
const table: Table = {
  name: 'jobs',
  columns: [
    { name: 'city', type: 'string' },
    { name: 'year', type: 'year' },
    { name: 'jobs', type: 'integer', unit: 'person' },
  ],
  rows: [
    { city: 'a', year: 2021, jobs: 30 },
    { city: 'a', year: 2022, jobs: 10 },
    { city: 'b', year: 2021, jobs: 40 },
    { city: 'b', year: 2022, jobs: 20 },
  ],
  primaryKey: ['city', 'year'],
  sources: [],
  place,
  places: [],
};

/** Messages about a sentence in which `[growth]` is a fact, `[growth!]` its change and `[a 2021]` a cell. */
function told(language: string, sentence: string): string[] {
  const text = sentence.split(/\[([^\]]+)\]/).map((piece, index): Inline => {
    if (index % 2 === 0) return { type: 'text', text: piece };
    const [city = '', year] = piece.split(' ');
    if (year) return { type: 'cell', table: 'jobs', column: 'jobs', key: { city, year: Number(year) }, place };
    return { type: piece.endsWith('!') ? 'change' : 'fact', fact: piece.replace('!', ''), place };
  });
  const report = {
    units: vocabulary.units,
    facts: Object.fromEntries(facts.map((each) => [each.id, each])),
    tables: { jobs: table },
    sections: [{ id: 's', title: '', bodies: { [language]: [{ type: 'paragraph', text, place }] } }],
  } as unknown as Report;
  const diagnostics = new Diagnostics();
  checkDirections(report, diagnostics);
  return diagnostics.list.map(({ code, message }) => `${code}: ${message}`);
}

describe('words that the data contradict', () => {
  test.each([
    ['zh-Hans', '人数同比下降[growth]。', ['direction-wrong: “下降” stands beside fact "growth", which went up']],
    ['zh-Hans', '人数下降[fall]。', ['direction-wrong: “下降” and a minus: fact "fall" is printed with its sign']],
    [
      'en',
      'The number rose by nearly [fall].',
      ['direction-wrong: “rose by nearly” stands beside fact "fall", which went down'],
    ],
    ['en', 'It saw a [growth] decline.', ['direction-wrong: “decline” stands beside fact "growth", which went up']],
    ['zh-Hans', '由[a 2021]升至[a 2022]。', ['direction-wrong: “升至” stands between numbers that go down']],
    ['en', 'It fell from [a 2022] to [b 2022].', ['direction-wrong: “fell” stands between numbers that go up']],
    ['zh-Hans', '增长[growth]个百分点。', ['unit-wrong: “个百分点” stands behind a number of per cent']],
    ['en', 'It gained [points] per cent.', ['unit-wrong: “per cent” stands behind a number of percentage points']],
    ['zh-Hans', '环比[growth!]。', ['comparison-wrong: “环比” stands beside fact "growth", which is year-on-year']],
    [
      'en',
      'Up [quarter] year on year.',
      ['comparison-wrong: “year on year” stands beside fact "quarter", which is period-on-period'],
    ],
    [
      'zh-Hans',
      '最高的甲市为[a 2022]。',
      ['rank-wrong: “最高” stands beside a number of table "jobs", which has higher ones'],
    ],
    [
      'en',
      'The peak was [a 2022].',
      ['rank-wrong: “peak” stands beside a number of table "jobs", which has higher ones'],
    ],
    [
      'en',
      'The number rose by [growth], month on month.',
      ['comparison-wrong: “month on month” stands beside fact "growth", which is year-on-year'],
    ],
    [
      'en',
      'A record [a 2022] came.',
      ['rank-wrong: “A record” stands beside a number of table "jobs", which has higher ones'],
    ],
    [
      'zh-Hans',
      '创新高的[a 2022]。',
      ['rank-wrong: “创新高” stands beside a number of table "jobs", which has higher ones'],
    ],
    ['en', 'Numbers surged [fall].', ['direction-wrong: “surged” stands beside fact "fall", which went down']],
    ['zh-Hans', '人数走低[growth]。', ['direction-wrong: “走低” stands beside fact "growth", which went up']],
    [
      'zh-Hans',
      '新增专家[experts]居全国首位。',
      ['rank-wrong: “居全国首位” stands beside fact "experts", whose rank is 2'],
    ],
    ['zh-Hans', '降幅达[growth]。', ['direction-wrong: “降幅达” stands beside fact "growth", which went up']],
    ['zh-Hans', '同比负增长[growth]。', ['direction-wrong: “负增长” stands beside fact "growth", which went up']],
    ['zh-Hans', '比上年低[growth]。', ['direction-wrong: “比上年低” stands beside fact "growth", which went up']],
    [
      'zh-Hans',
      '达到[a 2022]，创历史新高。',
      ['rank-wrong: “历史新高” stands beside a number of table "jobs", which has higher ones'],
    ],
    ['en', 'The decline was [growth].', ['direction-wrong: “decline was” stands beside fact "growth", which went up']],
    ['en', 'It fell to [b 2021] from [b 2022].', ['direction-wrong: “fell” stands between numbers that go up']],
    [
      'en',
      'It took [a 2022], a record.',
      ['rank-wrong: “a record” stands beside a number of table "jobs", which has higher ones'],
    ],
    [
      'en',
      'Shandong, the largest province by experts, gained [experts] of them.',
      ['rank-wrong: “largest province” stands beside fact "experts", whose rank is 2'],
    ],
    [
      'en',
      'It gained [experts] experts, the most in China.',
      ['rank-wrong: “the most” stands beside fact "experts", whose rank is 2'],
    ],
    [
      'en',
      'Its [experts] experts were the highest number among provinces.',
      ['rank-wrong: “highest” stands beside fact "experts", whose rank is 2'],
    ],
    [
      'en',
      'Qingdao, the largest city by jobs, added [a 2022].',
      ['rank-wrong: “largest” stands beside a number of table "jobs", which has higher ones'],
    ],
    [
      'zh-Hans',
      '山东是全国专家最多的省份，新增[experts]。',
      ['rank-wrong: “最多的省份” stands beside fact "experts", whose rank is 2'],
    ],
    [
      'zh-Hans',
      '新增专家[experts]，全国第一。',
      ['rank-wrong: “全国第一” stands beside fact "experts", whose rank is 2'],
    ],
    [
      'zh-Hans',
      '人数最少的城市，只有[b 2021]。',
      ['rank-wrong: “最少” stands beside a number of table "jobs", which has lower ones'],
    ],
  ])('%s %s', (language, sentence, messages) => expect(told(language, sentence)).toEqual(messages));
});

describe('words that fit the data, or that the data cannot judge', () => {
  test.each([
    ['zh-Hans', '人数同比增长[growth]，提高[points]。'],
    ['zh-Hans', '由[a 2022]升至[b 2022]，从[a 2021]降至[a 2022]。'],
    ['zh-Hans', '乙市最高，为[b 2021]；最低的[a 2022]。'],
    ['zh-Hans', '为近年以来最高的[a 2022]。'],
    ['en', 'Lower prices helped; the number grew by [growth], down from the peak.'],
    ['en', 'It rose from [a 2022] to a peak of [a 2021].'],
    ['en', 'Up [growth] year on year and [quarter] on the previous quarter.'],
    ['en', 'One of the highest, [a 2022], came first.'],
    ['en', 'A record low of [a 2022] came, as recorded, and records say [b 2022].'],
    ['zh-Hans', '人才创新高地集聚[a 2022]，建设创新高水平平台[b 2022]。'],
    ['en', 'The number rose by [growth], year on year, and [quarter], on the previous quarter.'],
    ['en', 'Qingdao, the largest city by jobs, added [b 2021]; the province’s largest cities took [experts].'],
    ['en', 'Unlike most provinces, and with the most demanding rules in China, it gained [experts].'],
    ['en', 'Shandong, the second largest province by experts, gained [experts], one of the largest in the country.'],
    ['en', 'It is the largest province. Its [experts] experts are told apart.'],
    ['en', 'The largest province by farms, it gained [experts] and [growth].'],
    ['zh-Hans', '最大限度发挥作用，全国第一批新增[experts]，城市最低工资提高，为[a 2022]。'],
    ['zh-Hans', '全国规模最大的平台，集聚[experts]，[growth]。'],
    ['en', 'The largest platform in China, it gathered [experts].'],
    ['zh-Hans', '负增长[fall!]，降幅为[fall!]，比上年少[fall!]，同比少增[growth]，比重高[points]。'],
    ['en', 'It rose to [b 2021] from [b 2022], the rise was [growth] and growth was [fall].'],
    ['fr', 'Une baisse de [growth].'],
  ])('%s %s', (language, sentence) => expect(told(language, sentence)).toEqual([]));
});
