import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nowOf } from '../../src/base/now.ts';
import { wordMark } from '../../src/localize/release-mark.ts';
import { releaseMark } from '../../src/model/release.ts';
import { pageOf, reportOf } from './minimal.ts';

const release = '2024-02-06T10:00+08:00';
const before = '2024-02-06T01:59:59Z';
const after = '2024-02-06T02:00:00Z';

describe('the moment of a run', () => {
  test('is the one given, else that of SOURCE_DATE_EPOCH, else the clock’s', () => {
    const clock = () => new Date('2024-03-01T00:00:00Z');
    expect(nowOf(release, { SOURCE_DATE_EPOCH: '0' }, clock)).toBe(release);
    expect(nowOf(undefined, { SOURCE_DATE_EPOCH: '0' }, clock)).toBe('1970-01-01T00:00:00.000Z');
    expect(nowOf(undefined, {}, clock)).toBe('2024-03-01T00:00:00.000Z');
  });

  test.each(['2024-02-06', '2024-02-30T10:00+08:00', '2024-02-06T25:00Z', 'noon'])('is not "%s"', (given) => {
    expect(() => nowOf(given, {}, () => new Date(0))).toThrow('not a date and time');
  });
});

describe('the mark', () => {
  test('of an embargo ends with its moment, whatever the offset it is compared in', () => {
    expect(releaseMark({ release }, before)).toEqual({ type: 'embargo', until: release });
    expect(releaseMark({ release }, after)).toBeUndefined();
    expect(releaseMark({ release }, undefined)).toEqual({ type: 'embargo', until: release });
  });

  test('of a draft stays whatever the moment, until the draft is final', () => {
    expect(releaseMark({ status: 'draft', release }, after)).toEqual({ type: 'draft' });
    expect(releaseMark({ status: 'draft', release }, before)).toEqual({ type: 'draft', until: release });
    expect(releaseMark({ status: 'final' }, before)).toBeUndefined();
  });

  test('names the moment in each language, with its zone', async () => {
    const { report } = await reportOf();
    const words = (until: string) =>
      wordMark({ type: 'embargo', until }, ['zh-Hans', 'en'], report).map(({ word, text }) => `${word}: ${text}`);
    expect(words(release)).toEqual([
      '发布前保密: 发布前保密，2024年2月6日10:00（UTC+8）解禁',
      'EMBARGOED: Embargoed until 10:00 (UTC+8), 6 February 2024',
    ]);
    const draft = wordMark({ type: 'draft', until: release }, ['zh-Hans', 'en'], report);
    expect(draft.map(({ word, text }) => `${word}: ${text}`)).toEqual([
      '草稿: 草稿，未经核定，不得引用或公开；发布前保密，2024年2月6日10:00（UTC+8）解禁',
      'DRAFT: Draft: not approved, not for quotation or release. Embargoed until 10:00 (UTC+8), 6 February 2024',
    ]);
    expect(words('2024-02-06T10:00Z')[1]).toContain('(UTC)');
    expect(words('2024-02-06T10:00-03:30')[1]).toContain('(UTC−3:30)');
  });
});

describe('a page', () => {
  test('says in both languages that it is under embargo, and nothing of it afterwards', async () => {
    const settings = { 'briefing.yaml': `release: ${release}\n` };
    const early = await pageOf(settings, before);
    expect(early).toContain('发布前保密，2024年2月6日10:00（UTC+8）解禁');
    expect(early).toContain('Embargoed until 10:00 (UTC+8), 6 February 2024');
    const late = await pageOf(settings, after);
    expect(late).not.toContain('解禁');
    expect(late).toBe(await pageOf({}, after));
  });

  test('is the same, byte for byte, at every moment on one side', async () => {
    const settings = { 'briefing.yaml': `release: ${release}\n` };
    expect(await pageOf(settings, '2023-01-01T00:00Z')).toBe(await pageOf(settings, before));
    expect(await pageOf(settings, '2030-01-01T00:00Z')).toBe(await pageOf(settings, after));
  });

  test('of a draft says so', async () => {
    expect(await pageOf({ 'briefing.yaml': 'status: draft\n' }, after)).toContain('草稿，未经核定，不得引用或公开');
  });
});

test('a moment that no calendar has is refused at its place', async () => {
  const { diagnostics } = await reportOf({ 'briefing.yaml': 'release: 2024-02-30T10:00+08:00\n' });
  expect(diagnostics.map(({ code, place }) => [code, place?.file])).toEqual([
    ['value-malformed', join('briefing.yaml')],
  ]);
});
