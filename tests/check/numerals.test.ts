import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numeralsIn } from '../../src/check/numerals/numeral.ts';
import { chineseNumeral } from '../../src/localize/numerals-chinese.ts';
import { englishNumerals } from '../../src/localize/numerals-english.ts';
import type { Wording } from '../../src/localize/quantity.ts';
import { wordsFor } from '../../src/localize/words.ts';
import { vocabulary } from '../localize/theme.ts';

const found = (text: string, language: string) => numeralsIn(text, language).map((numeral) => numeral.text);

describe('a numeral in Chinese', () => {
  test.each([
    ['全年三大任务', ['三']],
    ['二级岗位十二个', ['二', '十二']],
    ['半数以上，三分之一', ['半', '三分之一']],
    ['两年百余家', ['两', '百余']],
    ['百分之五', ['百分之五']],
    ['第十三届', ['第十三']],
    ['１２３万人，12.5%', ['１２３万', '12.5%']],
    ['数百家、几十家', ['数百', '几十']],
    ['人数翻番，比上年翻了两番，第Ⅲ档，㉑号', ['翻番', '翻了两番', '第Ⅲ', '㉑']],
    ['增长一点五倍，百分之一点五，十点半，两点建议', ['一点五', '百分之一点五', '十', '半', '两']],
    ['成倍增长，人数倍增，翻几番', ['成倍', '倍增', '翻几番']],
    ['一月，一等奖，一号文件；II级、XIV类，㈢⒉', ['一', '一', '一', 'II', 'XIV', '㈢', '⒉']],
    ['增长一倍，提高一个百分点，占一成，过一半', ['一', '一', '一', '一半']],
    ['一个统一的、进一步的、一体化的、一些、几个', []],
    ['居全国第一', ['第一']],
  ])('%s', (text, numerals) => expect(found(text, 'zh-Hans')).toEqual(numerals));
});

describe('a numeral in English', () => {
  test.each([
    ['Twelve jobs and a third of them', ['Twelve', 'a third']],
    ['two-thirds, twenty-one, one hundred and five', ['two-thirds', 'twenty-one', 'one hundred and five']],
    ['dozens; hundreds of thousands', ['dozens', 'hundreds', 'thousands']],
    ['a tenfold rise, twentyfold, halved in Ⅻ', ['a tenfold', 'twentyfold', 'halved', 'Ⅻ']],
    ['twice as many, half a year', ['twice', 'half']],
    ['the second of 13 fairs, the 13th', ['second', '13', '13th']],
    ['2.5 million and 1,245', ['2.5 million', '1,245']],
    ['the nineties, a decade, a fortnight, quintupled', ['nineties', 'a decade', 'a fortnight', 'quintupled']],
    ['a one-stop shop, a one-off', []],
    ['number one and No. one', ['one', 'one']],
    ['Grade II and Phase XIV; Xi, VIP, iv and MIX', ['II', 'XIV']],
    ['one of them, no one, someone', []],
    ['one in five, one per cent', ['one', 'five', 'one']],
    ['a quarter of them, three quarters, on the previous quarter', ['a quarter', 'three quarters']],
    ['tentative weight of an often height', []],
  ])('%s', (text, numerals) => expect(found(text, 'en')).toEqual(numerals));
});

test('other languages are searched for digits', () => {
  expect(found('environ 1\u202F245\u202F000 emplois et ٣ ans, deux fois', 'fr')).toEqual(['1\u202F245\u202F000', '٣']);
});

describe('what the formatter writes is found', () => {
  const words = { 'zh-Hans': wordsFor('zh-Hans', vocabulary), en: wordsFor('en', vocabulary) };
  const number = fc.integer({ min: 0, max: 10 ** 13 }).map((size) => size / 1000);

  test.each(['zh-Hans', 'en'] as const)('numbers of any unit in %s', (language) => {
    fc.assert(
      fc.property(
        number,
        fc.constantFrom('person', 'yuan', 'ratio', 'number', 'post'),
        fc.boolean(),
        (value, unit, long) => {
          const wording: Wording = { unit, long };
          expect(found(words[language].value(value, wording), language)).toHaveLength(1);
        },
      ),
    );
  });

  test('ordinals and counts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 99 }), (count) => {
        expect(found(chineseNumeral(count), 'zh-Hans')).toEqual([chineseNumeral(count)]);
        expect(found(englishNumerals.ordinal(count), 'en')).toEqual([englishNumerals.ordinal(count)]);
        expect(found(englishNumerals.cardinal(count), 'en')).toEqual([englishNumerals.cardinal(count)]);
      }),
    );
  });

  test.each(['zh-Hans', 'en'] as const)('periods in %s', (language) => {
    const year = fc.integer({ min: 1900, max: 2100 });
    const period = fc.oneof(
      year.map(String),
      year.map((y) => `${y}-02-06`),
      year.map((y) => `${y}-11`),
      year.map((y) => `${y}/${y + 1}`),
    );
    fc.assert(
      fc.property(period, (text) => {
        expect(found(words[language].period(text), language).length).toBeGreaterThan(0);
      }),
    );
  });
});
