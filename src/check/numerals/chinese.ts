import type { NumeralScript } from './numeral.ts';

const ones = '〇零一二两三四五六七八九壹贰叁肆伍陆柒捌玖廿卅卌俩仨';
const powers = '十百千万亿兆拾佰仟萬億';
const whole = `(?:(?!百分[点比数率])[${ones}${powers}]|[数几](?=[${powers}]))+半?`;
const digits = '\\p{Nd}+(?:[.,．]\\p{Nd}+)*';

/**
 * Chinese: digits of either width, numerals such as 三, 十二, 三分之一, 百分之五, 数百, 半, each with 第 before and the words
 * for large numbers behind, and 翻番. A lone 一 mostly means “a” or “whole” (一个, 统一, 进一步), so it counts only where it measures: 一成, 一倍, 一个百分点, 一季度.
 */
export const chineseNumerals: NumeralScript = {
  pattern: new RegExp(
    `第?(?:${digits}[${powers}]*(?:[%％‰])?|[¼-¾⅐-⅞Ⅰ-ⅿ①-⑳㉑-㉟㊱-㊿]|翻了?[${ones}]?番|${whole}分之${whole}|${whole}(?:余|多)?|半)`,
    'gu',
  ),
  isNumber: (match, _, after) => match !== '一' || /^(?:成|倍|折|个百分点|季度|级)/.test(after),
};
