import { describe, expect, it } from 'vitest';
import { wordsFor } from '../../src/localize/words.ts';
import { vocabulary } from './theme.ts';

const zh = wordsFor('zh-Hans', vocabulary);
const en = wordsFor('en', vocabulary);

describe('a period', () => {
  it.each([
    ['2023', '2023年', '2023'],
    ['2024-Q1', '2024年一季度', 'Q1 2024'],
    ['2024-H2', '2024年下半年', 'second half of 2024'],
    ['2024-02', '2024年2月', 'February 2024'],
    ['2024-02-06', '2024年2月6日', '6 February 2024'],
    ['2024-12-31', '2024年12月31日', '31 December 2024'],
    ['2013/2023', '2013—2023年', '2013–2023'],
    ['2024-01/2024-09', '2024年1—9月', 'January–September 2024'],
    ['2024-02-06/2024-02-08', '2024年2月6—8日', '6–8 February 2024'],
    ['2023-11/2024-02', '2023年11月至2024年2月', 'November 2023 to February 2024'],
    ['2024-Q1/2024-Q3', '2024年一季度至2024年三季度', 'Q1 2024 to Q3 2024'],
    ['2023/2024-02', '2023年至2024年2月', '2023 to February 2024'],
  ])('%s → %s | %s', (period, chinese, english) => {
    expect(zh.period(period)).toBe(chinese);
    expect(en.period(period)).toBe(english);
  });

  it('that is none comes back as it is', () => {
    expect(zh.period('programme scale')).toBe('programme scale');
    expect(en.period('2023/2024/2025')).toBe('2023/2024/2025');
  });

  it('in another language is worded by Intl', () => {
    const fr = wordsFor('fr', vocabulary);
    expect(fr.period('2023')).toBe('2023');
    expect(fr.period('2024-02-06')).toBe('6 février 2024');
    expect(fr.period('2013/2023').replaceAll(/\s/g, '')).toBe('2013–2023');
    expect(wordsFor('ja', vocabulary).period('2024-02')).toBe('2024年2月');
    expect(wordsFor('th', vocabulary).period('2023')).toContain('2023');
    expect(fr.period('2024-Q1')).toBe('Q1 2024');
  });

  it('does not move with the time zone of the machine', () => {
    const before = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    try {
      expect(wordsFor('de', vocabulary).period('2024-01-01')).toBe('1. Januar 2024');
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
});
