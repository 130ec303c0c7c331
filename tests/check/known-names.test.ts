import { expect, test } from 'vitest';
import { knownNames } from '../../src/check/known-names.ts';
import type { Briefing } from '../../src/model/briefing.ts';
import { reportWith } from '../render/chart/kit.ts';

const names = (listed: Record<string, string[]>, language: string) =>
  knownNames(language, { theme: { numerals: listed } } as unknown as Briefing, reportWith());

test('a name is found in any case, with any numeral and any space or quotation mark in it', () => {
  const known = names({ en: ['Five-Year “Plan” {n}'] }, 'en');
  expect(known.spansIn('the five-year  plan Twenty-One, fine')).toEqual([[4, 30]]);
  expect(known.spansIn('the five-year plant')).toEqual([]);
});

test('what belongs to one name belongs to no other, and the longest counts', () => {
  const known = names({ zh: ['一百货', '百货二', '百货二楼'] }, 'zh-Hans');
  expect(known.spansIn('一百货二楼')).toEqual([[0, 3]]);
  expect(known.spansIn('在百货二楼')).toEqual([[1, 5]]);
});
