import { expect, test } from 'vitest';
import { nestQuotes } from '../../src/base/nested-quotes.ts';

test('titles inside the marks of their language take the inner marks', () => {
  expect(nestQuotes('《中国人口地理的演变》所附数据', 'zh-Hans')).toBe('〈中国人口地理的演变〉所附数据');
  expect(nestQuotes('构建“2+N”人才集聚雁阵格局', 'zh-Hans')).toBe('构建“2+N”人才集聚雁阵格局');
  expect(nestQuotes('Shandong builds a “2+N” pattern', 'en')).toBe('Shandong builds a ‘2+N’ pattern');
});
