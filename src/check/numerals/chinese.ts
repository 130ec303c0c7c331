import type { NumeralScript } from './numeral.ts';
import { romanNumeral } from './roman.ts';

const ones = '〇零一二两三四五六七八九壹贰叁肆伍陆柒捌玖廿卅卌俩仨';
const powers = '十百千万亿兆拾佰仟萬億';
const whole = `(?:(?!百分[点比数率])[${ones}${powers}]|[数几](?=[${powers}]))+半?`;
const amount = `${whole}(?:点[${ones}]+[${powers}]*)?`;
const digits = '\\p{Nd}+(?:[.,．]\\p{Nd}+)*';

/**
 * Chinese: digits of either width, numerals such as 三, 十二, 一点五, 三分之一, 百分之五, 数百, 半, each with 第 before and the
 * words for large numbers behind, 翻番, 成倍 and 倍增. A lone 一 mostly means “a” or “whole” (一个, 统一, 进一步), so it counts
 * only where it measures or numbers: 一成, 一倍, 一个百分点, 一季度, 一月, 一等奖.
 */
export const chineseNumerals: NumeralScript = {
  pattern: new RegExp(
    `第?(?:${digits}[${powers}]*(?:[%％‰])?|[¼-¾⅐-⅞Ⅰ-ⅿ①-⒛㈠-㈩㉑-㉟㊀-㊉㊱-㊿]|${romanNumeral}|翻了?[几${ones}]?番|成倍|倍增|${whole}分之${amount}|${amount}(?:余|多)?|半)`,
    'gu',
  ),
  isNumber: (match, _, after) => match !== '一' || /^(?:成|倍|折|个百分点|季度|级|月|号|等奖)/.test(after),
};
