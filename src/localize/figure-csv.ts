import { type LanguageTag, type Localized, pick } from '../base/language.ts';
import { memo } from '../base/memo.ts';
import { nestQuotes } from '../base/nested-quotes.ts';
import { type CsvField, writeCsv } from '../base/write-csv.ts';
import type { CodeList, Column, Row } from '../model/data.ts';
import type { FigureData, FigureField } from '../model/figure-data.ts';
import { numberReport } from '../model/numbering.ts';
import type { Chart, Report } from '../model/report.ts';
import { drawnData } from './chart-table.ts';
import { contextOf } from './known-data.ts';
import { type Words, wordsFor } from './words.ts';

/**
 * The data of a chart as a CSV file for all languages at once: names in a column a language, numbers once, in base units
 * with all their digits; beside it what a reader must know to quote them. Undefined when the chart names no data.
 */
export function figureData(chart: Chart, report: Report, languages: readonly LanguageTag[]): FigureData | undefined {
  return memo(chart, `file ${languages.join('+')}`, contextOf(report), () => makeData(chart, report, languages));
}

function makeData(chart: Chart, report: Report, languages: readonly LanguageTag[]): FigureData | undefined {
  const [first = 'en'] = languages;
  const drawn = drawnData(chart, report, first);
  if (!drawn) return undefined;
  const everyone = languages.map((language) => wordsFor(language, report));
  const columns = drawn.name === 'facts' ? factColumns(drawn.columns, drawn.rows) : drawn.columns;
  const fields = columns.flatMap((column) => fieldsOf(column, report, everyone));
  const rows = drawn.rows.map((row) => fields.map(({ value }) => value(row)));
  return {
    csv: writeCsv([fields.map(({ title }) => title), ...rows]),
    remarks: remarks(chart, report, everyone),
    fields: fields.map(({ title, name, type }) => ({ name, type, title })),
  };
}

interface CsvColumn extends FigureField {
  value(row: Row): CsvField;
}

/** A column with words has one field a language; any other column is one field with its head in all languages. */
function fieldsOf(column: Column, report: Report, everyone: readonly Words[]): CsvColumn[] {
  const list = codesOf(column, report);
  if (list) {
    return everyone.map((words) => ({
      name: `${column.name}.${words.language}`,
      type: 'string',
      title: headOf(column, words),
      value: (row) => labelOf(row[column.name], list, words.language),
    }));
  }
  const heads = [...new Set(everyone.map((words) => withUnit(headOf(column, words), column, report, words)))];
  const type = column.type === 'period' || column.type === 'date' ? 'string' : column.type;
  return [{ name: column.name, type, title: heads.join(' / '), value: (row) => row[column.name] ?? null }];
}

/** A fact's number says little without its name and unit, and less without “more than”. */
function factColumns(columns: readonly Column[], rows: readonly Row[]): Column[] {
  const isNamed = columns.some(({ name }) => name === 'fact');
  const lacksUnit = columns.some(({ name, unit }) => name === 'value' && unit === undefined);
  const isQualified = rows.some((row) => (row.qualifier ?? null) !== null);
  const words = (name: string, codeList: string): Column => ({ name, type: 'string', codeList });
  return [
    ...(isNamed ? [] : [words('fact', '@facts')]),
    ...columns,
    ...(lacksUnit ? [words('unit', '@units')] : []),
    ...(isQualified ? [words('qualifier', '@qualifiers')] : []),
  ];
}

type Labels = (code: string) => Localized | undefined;

function codesOf(column: Column, report: Report): Labels | undefined {
  switch (column.codeList) {
    case undefined:
      return undefined;
    case '@facts':
      return (code) => report.facts[code]?.label;
    case '@kinds':
      return (code) => report.messages[`kind.${code}`];
    case '@units':
      return (code) => baseUnit(code, report);
    case '@qualifiers':
      return (code) => report.messages[`qualifier.${code}`];
    default:
      return labelsIn(report.codeLists[column.codeList]);
  }
}

function labelsIn(list: CodeList | undefined): Labels {
  const labels = new Map(list?.codes.map(({ code, label }) => [code, label]));
  return (code) => labels.get(code);
}

function labelOf(value: Row[string] | undefined, labels: Labels, language: LanguageTag): CsvField {
  if (value === null || value === undefined) return null;
  return pick(labels(String(value)), language) ?? String(value);
}

function headOf(column: Column, words: Words): string {
  const key = `column.${column.name}`;
  const title = pick(column.title ?? column.shortTitle, words.language);
  const message = words.message(key);
  return title ?? (message === key ? column.name : message);
}

function withUnit(title: string, column: Column, report: Report, words: Words): string {
  const unit = column.unit === undefined ? undefined : pick(baseUnit(column.unit, report), words.language);
  return unit === undefined ? title : words.message('figure.with-unit', { title, unit });
}

/** The unit that a file's numbers are in: a share shown as 46% is 0.46 there. */
function baseUnit(id: string, report: Report): Localized | undefined {
  const unit = report.units[id];
  if (unit?.scale === 'percent' || unit?.scale === 'percentage-point') return report.messages['csv.ratio'];
  return unit?.title;
}

/** Which figure of which briefing, what is measured, notes and sources, in each language. */
function remarks(chart: Chart, report: Report, everyone: readonly Words[]): string[] {
  const number = String(numberReport(report).figures.get(chart.id) ?? 0);
  const { briefing } = report;
  const lines = everyone.flatMap((words) => {
    const text = (localized: Localized | undefined) => pick(localized, words.language);
    const note = text(chart.note);
    return [
      `${words.message('figure.label', { n: number })} ${text(chart.title) ?? ''}`,
      text(chart.subtitle),
      note === undefined ? undefined : words.message('figure.note', { note }),
      sourceLine(chart, report, words),
      words.message('csv.briefing', {
        title: text(briefing.title) ?? '',
        date: words.message('cover.date', { date: words.period(briefing.edition.date) }),
      }),
      ...(briefing.address === undefined ? [] : [briefing.address]),
    ].filter((line): line is string => line !== undefined && line !== '');
  });
  return [...new Set(lines)];
}

/** `资料来源：山东省统计局《…》（2024-02-06）；…`: each publication with its title and date. */
function sourceLine({ sources }: Chart, report: Report, words: Words): string | undefined {
  const list = sources.flatMap((id) => {
    const source = Object.hasOwn(report.sources, id) ? report.sources[id] : undefined;
    if (!source) return [];
    const name = pick(source.publisher, words.language) ?? id;
    const own = nestQuotes(pick(source.title, words.language) ?? '', words.language);
    const title = words.message('sources.title-pattern', { title: own });
    const item = source.date === undefined ? 'csv.source-undated' : 'csv.source';
    return [words.message(item, { publisher: name, title, date: source.date ?? '' })];
  });
  if (list.length === 0) return undefined;
  const key = list.length === 1 ? 'figure.source' : 'figure.sources';
  return words.message(key, { list: list.join(words.message('figure.source-separator')) });
}
