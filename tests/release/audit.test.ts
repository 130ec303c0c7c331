import { expect, test } from 'vitest';
import { auditNumbers } from '../../src/localize/audit.ts';
import { localize } from '../../src/localize/edition.ts';
import { resultsOf } from '../../src/model/checklist.ts';
import { reportOf } from './minimal.ts';

async function audit(added: Record<string, string> = {}) {
  const { report } = await reportOf(added);
  return auditNumbers(
    report,
    report.briefing.languages.map((language) => localize(report, language)),
  );
}

test('a printed number leads from its words in every language to datum, source and quote', async () => {
  const { numbers } = await audit();
  const jobs = numbers.find(({ id }) => id === 'new-urban-jobs');
  expect(jobs).toMatchObject({ value: 1245000, unit: 'person', period: '2023', place: { file: 'data/facts.csv' } });
  const words = (language: string) =>
    jobs?.printed.filter((each) => each.language === language).map(({ text }) => text);
  expect(words('zh-Hans')).toContain('124.5万人');
  expect(words('en')).toContain('1.245 million');
  const sections = jobs?.printed.flatMap(({ at }) =>
    at.flatMap(({ section, place }) => (section ? [place?.file] : [])),
  );
  expect(sections).toContain('templates/sections/jobs.en.md');
  expect(sections).toContain('templates/sections/jobs.zh-Hans.md');
  expect(jobs?.provenance.en?.sources).not.toEqual([]);
});

test('a numeral without a datum is listed with its reason', async () => {
  const { literals } = await audit({
    'templates/sections/jobs.en.md': '\n{{literal "15" reason="age limit"}}\n',
    'templates/sections/jobs.zh-Hans.md': '\n{{literal "15" reason="age limit"}}\n',
  });
  expect(literals).toMatchObject([
    { text: '15', language: 'zh-Hans', reason: 'age limit' },
    { text: '15', language: 'en', reason: 'age limit' },
  ]);
});

test('a rule passes, warns, blocks, or was not reached; strictly a warning blocks', () => {
  const found = [
    { severity: 'error' as const, code: 'unit-unknown', rule: 'data' as const, message: 'no unit' },
    { severity: 'warning' as const, code: 'number-unbound', rule: 'numbers' as const, message: 'unbound' },
  ];
  const states = (strict: boolean) =>
    Object.fromEntries(
      resultsOf(found, { strict, reached: (rule) => rule !== 'print', examined: {} }).map(({ rule, state }) => [
        rule,
        state,
      ]),
    );
  expect(states(false)).toEqual({
    files: 'passed',
    data: 'blocked',
    numbers: 'warned',
    languages: 'passed',
    directions: 'passed',
    print: 'unchecked',
    release: 'passed',
  });
  expect(states(true).numbers).toBe('blocked');
});
