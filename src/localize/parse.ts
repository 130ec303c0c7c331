import { chineseNumeral } from './numerals-chinese.ts';
import { englishNumerals } from './numerals-english.ts';

/** What a worded number says, in base units. */
export interface ParsedNumber {
  value: number;
  /** Upper end of a range. */
  upper?: number;
}

/**
 * Reads a Chinese or English wording back: 124.5万人 and 1.245 million are 1245000, 46% is 0.46, 下降0.2个百分点 is −0.002,
 * 第二位 is 2, 3000—3500人 is 3000 to 3500. Undefined when the text holds no number. It undoes `Words`, nothing freer.
 */
export function parseWords(text: string): ParsedNumber | undefined {
  const [first, second] = readFigures(text);
  if (first === undefined) return parseSpelt(text);
  const sign = /下降|减少|\bdown\b/.test(text) ? -1 : 1;
  if (second === undefined) return { value: sign * numberOf(first) };
  const start = text.slice(first.end, second.start) === '–' ? { ...second, digits: first.digits } : first;
  const inPoints = start.inPoints || second.inPoints;
  return { value: sign * numberOf({ ...start, inPoints }), upper: sign * numberOf(second) };
}

interface Figure {
  /** With a minus sign where there is one. */
  digits: string;
  /** Of the scale word: 4 for 万. */
  power: number;
  inPercent: boolean;
  inPoints: boolean;
  start: number;
  end: number;
}

const figure =
  /(?<!\d)([−-]?)(\d[\d,]*(?:\.\d+)?)(?: ?(万亿|亿|万|trillion|billion|million))?(?:(%)| ?(个百分点|percentage points?))?/g;

const powers: Record<string, number> = { 万: 4, 亿: 8, 万亿: 12, million: 6, billion: 9, trillion: 12 };

function readFigures(text: string): Figure[] {
  return [...text.matchAll(figure)].map((match) => {
    const [all, sign, digits = '', scale, percent, points] = match;
    return {
      digits: (sign === '' ? '' : '-') + digits.replaceAll(',', ''),
      power: scale === undefined ? 0 : (powers[scale] ?? 0),
      inPercent: percent !== undefined,
      inPoints: points !== undefined,
      start: match.index,
      end: match.index + all.length,
    };
  });
}

/** Through a decimal string, so that 124.5 × 10⁴ is exactly 1245000. */
function numberOf({ digits, power, inPercent, inPoints }: Figure): number {
  return Number(`${digits}e${power - (inPercent || inPoints ? 2 : 0)}`);
}

/** Ordinals and small numbers in words, and what did not change. */
function parseSpelt(text: string): ParsedNumber | undefined {
  if (/持平|unchanged/.test(text)) return { value: 0 };
  for (let count = 99; count >= 0; count--) {
    if (text.includes(`第${chineseNumeral(count)}`)) return { value: count };
  }
  for (let count = 10; count >= 0; count--) {
    const words = [englishNumerals.cardinal(count), ...(count > 0 ? [englishNumerals.ordinal(count)] : [])];
    if (new RegExp(`\\b(${words.join('|')})\\b`).test(text)) return { value: count };
  }
  const numeral = /[零一二两三四五六七八九十]/.exec(text)?.[0];
  if (numeral === undefined) return undefined;
  return { value: numeral === '两' ? 2 : '零一二三四五六七八九十'.indexOf(numeral) };
}
