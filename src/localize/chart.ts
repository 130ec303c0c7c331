import type { LanguageTag } from '../base/language.ts';
import { memo } from '../base/memo.ts';
import type { LocalizedChart } from '../model/chart.ts';
import type { CodeList } from '../model/data.ts';
import type { Chart, Report } from '../model/report.ts';
import { isObject, mergePatch, objectOr, type Spec } from '../model/spec.ts';
import { describeChart } from './alternative-text.ts';
import { dataScopeOf, factsAsCodes, inlineData } from './chart-data.ts';
import { wordEncodings } from './chart-encoding.ts';
import { chartLocale } from './chart-locale.ts';
import { expandRepeats } from './chart-repeat.ts';
import { localizeStrings, textsOf } from './chart-strings.ts';
import { chartTableKeys } from './chart-table.ts';
import { chartWords } from './chart-words.ts';
import { dataOf } from './known-data.ts';
import { linksOfChart } from './links.ts';

/**
 * Neutral chart → chart in one language, or in several at once: data inline, strings chosen, units, code labels and
 * titles of the data package filled in. A specification that names no data and holds no localised string only loses
 * its title (which the page sets) and gains the language's number and date locale.
 */
export function localizeChart(chart: Chart, report: Report, languages: LanguageTag[]): LocalizedChart {
  return memo(chart, `chart ${languages.join('+')}`, dataOf(report), () => localized(chart, report, languages));
}

function localized(chart: Chart, report: Report, languages: LanguageTag[]): LocalizedChart {
  const own = objectOr(objectOr(chart.spec.usermeta).jianbao);
  const spec = (languages.length > 1 ? mergePatch(chart.spec, own.bilingual ?? {}) : chart.spec) as Spec;
  const narrow = isObject(own.narrow) ? (mergePatch(spec, own.narrow) as Spec) : undefined;
  const codeLists = memo(report, 'labelled codes', [], () => labelledCodes(report));
  const inEach = (text: unknown, otherwise?: (language: LanguageTag) => string): Record<LanguageTag, string> =>
    Object.fromEntries(
      languages.map((language) => [language, textsOf(text, [language])[0] ?? otherwise?.(language) ?? '']),
    );
  const table = languages.length === 1 ? chartTableKeys(chart, report, languages[0] ?? 'en') : undefined;
  const links = languages.length === 1 ? linksOfChart(chart.id, report) : undefined;
  const alternative = inEach(chart.description, (language) => describeChart(chart, report, language));
  const states = chart.states?.map(({ when, description }) => ({
    when,
    alternative: inEach(description, (language) => alternative[language] ?? ''),
  }));
  const finished = finish(spec, report, languages, codeLists);
  const finishedNarrow = narrow && finish(narrow, report, languages, codeLists);
  return {
    id: chart.id,
    languages,
    spec: finished,
    ...(finishedNarrow && { narrow: finishedNarrow }),
    codeLists: usedCodeLists(finishedNarrow ? [finished, finishedNarrow] : finished, codeLists),
    title: inEach(chart.title),
    subtitle: inEach(chart.subtitle),
    note: inEach(chart.note),
    alternative,
    ...(states && { states }),
    sources: chart.sources,
    ...(table && { table }),
    ...(links && { links }),
  };
}

function finish(spec: Spec, report: Report, languages: LanguageTag[], codeLists: Record<string, CodeList>): Spec {
  const { title: _, description: __, usermeta: ___, ...bare } = spec;
  const words = languages.map((language) => chartWords([language], { ...report, codeLists }));
  const sameInAll = (format: Spec) => {
    if (format.codeList !== undefined) return false;
    const scale = report.units[String(format.unit)]?.scale;
    const samples = format.period === true ? [2023] : scale === 'percent' ? [0.46, -0.05] : [46, 1245000];
    return samples.every((sample) => new Set(words.map((word) => word(sample, format))).size === 1);
  };
  const dataScope = dataScopeOf(report);
  const worded = wordEncodings(expandRepeats(bare), { languages, dataScope, sameInAll });
  const inlined = inlineData(localizeStrings(worded, languages), report, languages);
  const config = { locale: chartLocale(languages[0] ?? 'en'), customFormatTypes: true, ...objectOr(inlined.config) };
  return { ...inlined, config };
}

/** The code lists that charts label by: the report's, facts by id, kinds of observation, and columns by name. */
function labelledCodes(report: Report): Record<string, CodeList> {
  const { place } = report.briefing;
  const kinds = Object.entries(report.messages).flatMap(([key, label]) =>
    key.startsWith('kind.') ? [{ code: key.slice('kind.'.length), label, properties: {} }] : [],
  );
  const columns = new Map(
    Object.values(report.tables).flatMap((table) =>
      table.columns.map(({ name, title, shortTitle }) => {
        const short = shortTitle ?? title;
        return [
          name,
          { code: name, label: title ?? name, ...(short !== undefined && { shortLabel: short }), properties: {} },
        ];
      }),
    ),
  );
  return {
    ...report.codeLists,
    '@facts': factsAsCodes(report),
    '@kinds': { name: '@kinds', codes: kinds, place },
    '@columns': { name: '@columns', codes: [...columns.values()], place },
  };
}

/** Only those that the specification mentions by name: the rest need not travel to the worker or the page. */
function usedCodeLists(spec: unknown, all: Record<string, CodeList>): Record<string, CodeList> {
  const text = JSON.stringify(withoutData(spec));
  return Object.fromEntries(Object.entries(all).filter(([name]) => text.includes(name)));
}

function withoutData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutData);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, key === 'values' ? null : withoutData(child)]),
  );
}
