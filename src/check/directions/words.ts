import { isChinese, type LanguageTag } from '../../base/language.ts';

/** The words of one language that claim something of the number beside them. Each pattern is looked for in a clause. */
export interface DirectionWords {
  /** At the end of what stands before a number, or the beginning of what stands behind it. */
  up: { before: RegExp; after: RegExp };
  down: { before: RegExp; after: RegExp };
  /** Between two numbers, the first of which a `from` comes before. */
  from: RegExp;
  /** Before the first of two numbers of which the second is the earlier: “to 3 from 2”. */
  to?: RegExp;
  rises: RegExp;
  falls: RegExp;
  percentagePoint: RegExp;
  percent: RegExp;
  yearOnYear: RegExp;
  periodOnPeriod: RegExp;
  highest: RegExp;
  lowest: RegExp;
  first: RegExp;
  /** A superlative in a clause without a number that can be said of a number beside it: “the largest province by jobs”. */
  claim: RegExp;
  /** Says what is compared with: ranks are among provinces, cells among the rows of their table. */
  field: { rank: RegExp; cell: RegExp };
  /** Makes a superlative hold for a part of the data only. */
  limited: RegExp;
  /** What looks limited and names the field: “among provinces”. */
  amongAll: RegExp;
}

/** The words of a language; undefined for those whose words are not known. */
export function directionWords(language: LanguageTag): DirectionWords | undefined {
  if (isChinese(language)) return chinese;
  return language === 'en' || language.startsWith('en-') ? english : undefined;
}

const up = '增长|增加|提高|上升|上涨|升高|扩大|增多|提升|攀升|回升|上调|走高|激增|猛增';
const down = '负增长|下降|减少|降低|下跌|下滑|回落|缩小|收窄|下调|走低|萎缩|缩减|锐减|骤降';
/** What may stand between such a word and its number. */
const some = '(?:约|近)?\\s*$';

const chinese: DirectionWords = {
  up: {
    before: new RegExp(
      `(?<![负少])(?:${up}|增|升|涨)了?${some}|(?:增|涨|升)幅(?:达到?|为)?${some}|(?<!占)比(?![重例率])[^，。比]{1,12}(?:高|多)(?:出|了)?${some}`,
    ),
    after: /^的(?:增长|增幅|增速|涨幅|升幅)/,
  },
  down: {
    before: new RegExp(
      `(?:${down}|降|减|跌)了?${some}|(?:降|跌|减)幅(?:达到?|为)?${some}|(?<!占)比(?![重例率])[^，。比]{1,12}(?:低|少)(?:于|了)?${some}`,
    ),
    after: /^的(?:下降|降幅|跌幅|减幅)/,
  },
  from: /[由从][^由从]*$/,
  rises: new RegExp(`(?:${up}|增|升|涨)(?:至|到)`),
  falls: new RegExp(`(?:${down}|降|减|跌)(?:至|到)`),
  percentagePoint: /^\s*个?百分点/,
  percent: /^\s*[%％]/,
  yearOnYear: /同比/,
  periodOnPeriod: /环比/,
  highest: /最[高大多]|高点|峰值|(?:历史|创)新高(?=$|[\s的点位])|创下?纪录(?!的?新?低)/,
  lowest: /最[低小少]|低点|谷值|(?:历史|创)新低/,
  first:
    /(?:[居列占]|位[居列])(?:全国|全省|各省|各市)?(?:首位|第一|榜首)|排名?(?:全国|全省)?第一|全国(?:第一(?![个批家次条部所座届例线产方梯])|首位)|领跑全国/,
  claim: /最[高大多](?:的(?:省份?|地区))?\s*$/,
  field: { rank: /全国|各省|省份/, cell: /全国|全省|各省|各市|省份|城市|历史新|创新[高低]|纪录/ },
  limited:
    /以来|以后|以前|之一|除|次[高低大小多少]|第[二三四五六七八九十]|近年|最[高大多低小少](?:不|可|限|程度|生活|工资|人民|法|额)/,
  amongAll: /$^/,
};

/** What may stand between such a word and its number. */
const amount = '(?: by| of| about| some| nearly| almost| around)*\\s*$';
const rise =
  'rose|rises|risen|rising|grew|grows|grown|growing|increased|increases|increasing|climbed|jumped|jumps|surged|soared|advanced|rebounded|gained|up|higher|growth|rise|increase';
const fall =
  'fell|falls|fallen|falling|declined|declines|declining|reduced|lost|decreased|decreases|decreasing|dropped|drops|shrank|slipped|plunged|sank|tumbled|slumped|contracted|down|lower|decline|decrease|drop|fall';

const english: DirectionWords = {
  up: {
    before: new RegExp(`\\b(?:${rise})${amount}|\\b(?:rise|increase|gain) (?:was|is|came to|reached)${amount}`, 'i'),
    after: /^ (?:increase|rise|growth|higher|more)\b/i,
  },
  down: {
    before: new RegExp(
      `\\b(?:${fall})${amount}|\\b(?:fall|drop|decline|decrease) (?:was|is|came to|reached)${amount}`,
      'i',
    ),
    after: /^ (?:decrease|decline|fall|drop|lower|fewer|less)\b/i,
  },
  from: /\bfrom\b[^.]*$/i,
  to: /\bto\s*$/i,
  rises: new RegExp(`\\b(?:${rise})\\b`, 'i'),
  falls: new RegExp(`\\b(?:${fall})\\b`, 'i'),
  percentagePoint: /^[ -]percentage[ -]points?\b/i,
  percent: /^\s?(?:%|per ?cent\b)/i,
  yearOnYear: /year[- ](?:on|over)[- ]year|from a year (?:earlier|ago|before)|on a year (?:earlier|ago|before)/i,
  periodOnPeriod:
    /(?:quarter|month|period)[- ](?:on|over)[- ](?:quarter|month|period)|on the previous (?:quarter|month|period)/i,
  highest: /\b(?:highest|largest|biggest|peak|record high|new high|an? (?:new |all-time )?record(?! low))\b/i,
  lowest: /\b(?:lowest|smallest|fewest|trough|record low|new low)\b/i,
  first: /\b(?:(?:ranks?|ranked|ranking|comes?|came) first|(?:leads?|led|tops?|topped) the (?:nation|country))\b/i,
  claim:
    /\b(?:highest|largest|biggest)(?: \w+)? (?:provinces?|number|total|figure)\b|\bthe (?:highest|largest|biggest)(?= (?:in|of any|among|nationwide)\b)|\bthe most(?! \w+(?:ous|ive|ed|ing|al|ful|ant|ent)\b)|\bmore [\w ]+ than any (?:other )?province\b/i,
  field: {
    rank: /\b(?:in China|nation(?:wide)?|country|provinces?)\b(?![’']s)/i,
    cell: /\b(?:a (?:new )?record|record (?:high|low)|in China|nation(?:wide)?|country|provinces?|cit(?:y|ies))\b/i,
  },
  limited: /\b(?:since|one of|among|except|but|second|third|after|before|next|recent|extent|possible)\b/i,
  amongAll: /\bamong (?:all |China’s |China's |the country’s |the country's )?(?:provinces|cities)\b/gi,
};
