import type { LanguageTag } from '../base/language.ts';
import { childrenOf } from '../model/chart-scope.ts';
import type { Column, Row } from '../model/data.ts';
import type { Chart, Report } from '../model/report.ts';
import { isObject, objectOr, type Spec } from '../model/spec.ts';
import { factsAsCodes } from './chart-data.ts';
import { textsOf } from './chart-strings.ts';
import { drawnData } from './chart-table.ts';
import { formatDatum } from './format-type.ts';
import { type Words, wordsFor } from './words.ts';

/**
 * Alternative text for a chart whose author wrote none: kind and title, what stands against what, the highest and the
 * lowest datum, gaps. `条形图：…。横轴为年份，纵轴为新增就业。最高为140.1万人（2018年），最低为…`
 */
export function describeChart(chart: Chart, report: Report, language: LanguageTag): string {
  const words = wordsFor(language, report);
  const [title = chart.id] = textsOf(chart.title, [language]);
  const sentences = [words.message('alt.text', { mark: markName(chart.spec, words), title })];
  const drawn = drawnData(chart, report, language);
  if (drawn) {
    const { columns, rows } = drawn;
    const category = columns.find((column) => !isMeasure(column));
    const measure = columns.find(isMeasure);
    const label = (column: Column | undefined) => textsOf(column?.title ?? column?.shortTitle, [language])[0];
    const [x, y] = axes(chart.spec, columns).map(label);
    if (x && y) sentences.push(words.message('alt.axes', { x, y }));
    if (measure && category) sentences.push(...extent(rows, category, measure));
  }
  return sentences.join(/^(zh|ja)/.test(language) ? '' : ' ');

  function extent(rows: readonly Row[], category: Column, measure: Column): string[] {
    const codeLists = { ...report.codeLists, '@facts': factsAsCodes(report) };
    const at = (row: Row) => formatDatum(words, row[category.name], categoryFormat(category), codeLists);
    const present = rows.filter((row) => typeof row[measure.name] === 'number');
    if (present.length < 2 || new Set(rows.map((row) => row.unit)).size > 1) return [];
    const sorted = [...present].sort((a, b) => Number(a[measure.name]) - Number(b[measure.name]));
    const [low, high] = [sorted[0] as Row, sorted.at(-1) as Row];
    const value = (row: Row) =>
      formatDatum(words, row[measure.name], measure.unit === undefined ? {} : { unit: measure.unit }, codeLists);
    const gaps = rows.filter((row) => row[measure.name] === null).map(at);
    const sentence = { highest: value(high), highestAt: at(high), lowest: value(low), lowestAt: at(low) };
    return [
      words.message('alt.extent', sentence),
      ...(gaps.length > 0 ? [words.message('alt.gap', { list: words.list([...new Set(gaps)]) })] : []),
    ];
  }
}

function categoryFormat({ codeList, type }: Column) {
  if (codeList) return { codeList };
  return type === 'year' || type === 'period' || type === 'date' ? { period: true } : {};
}

/** The columns that the first view with both positions sets against each other. */
function axes(spec: Spec, columns: readonly Column[]): (Column | undefined)[] {
  const [found] = views(spec).flatMap(({ encoding }) => {
    const pair = ['x', 'y'].map((channel) => objectOr(objectOr(encoding)[channel]).field);
    const known = pair.map((field) => columns.find((column) => column.name === field));
    return known.every(Boolean) ? [known] : [];
  });
  return found ?? [];
}

function markName(spec: Spec, words: Words): string {
  const kinds = views(spec).map(({ mark }) => (isObject(mark) ? mark.type : mark));
  const kind = kinds.find((type) => typeof type === 'string' && !quietMarks.has(type)) ?? kinds.find(Boolean);
  const key = `alt.${sameKind[String(kind)] ?? kind}`;
  const name = words.message(key);
  return name === key ? words.message('alt.other') : name;
}

/** Marks that annotate others. */
const quietMarks = new Set(['text', 'rule', 'tick']);
const sameKind: Record<string, string> = { circle: 'point', square: 'point', trail: 'line' };

function views(spec: Spec): Spec[] {
  return [spec, ...childrenOf(spec, []).flatMap(({ child }) => views(child))];
}

function isMeasure(column: Column): boolean {
  return !column.codeList && (column.type === 'number' || column.type === 'integer') && column.name !== 'order';
}
