import type { LanguageTag } from '../base/language.ts';
import { memo } from '../base/memo.ts';
import type { ChartTableKeys } from '../model/chart.ts';
import { fieldName } from '../model/chart-scope.ts';
import type { Column, Row } from '../model/data.ts';
import type { Worded, WordedTable } from '../model/edition.ts';
import { cellId } from '../model/provenance.ts';
import type { Chart, Report } from '../model/report.ts';
import { isObject, objectOr, type Spec } from '../model/spec.ts';
import { columnWording } from './cell.ts';
import { factsAsCodes, namedData } from './chart-data.ts';
import { keeps } from './chart-filter.ts';
import { textsOf } from './chart-strings.ts';
import { formatDatum } from './format-type.ts';
import { dataOf } from './known-data.ts';
import { linkedCodes } from './links.ts';
import { type Words, wordsFor } from './words.ts';

/** The data of a figure in a language: the table, columns and rows that it names or draws; undefined when it names none. */
export function chartTable(chart: Chart, report: Report, language: LanguageTag): WordedTable | undefined {
  return memo(chart, `table ${language}`, dataOf(report), () => makeTable(chart, report, language));
}

function makeTable(chart: Chart, report: Report, language: LanguageTag): WordedTable | undefined {
  const drawn = drawnData(chart, report, language);
  if (!drawn) return undefined;
  const words = wordsFor(language, report);
  const codeLists = { ...report.codeLists, '@facts': factsAsCodes(report), '@kinds': kindCodes(report) };
  const keys = report.tables[drawn.name]?.primaryKey ?? ['fact'];
  const wordings = new Map(drawn.columns.map((column) => [column, columnWording(column, drawn.rows, words)]));
  return {
    id: chart.id,
    columns: drawn.columns.map((column) => ({
      key: column.name,
      head: [{ type: 'text', text: headOf(column, words) }],
      align: isNumeric(column) ? 'end' : 'start',
    })),
    rows: drawn.rows.map((row, index) => ({
      id: String(index),
      ...(drawn.name === 'facts'
        ? { fact: String(row.fact) }
        : { row: [drawn.name, ...keys.map((key) => row[key])].join(':') }),
      codes: linkedCodes(row, { chart: chart.id }, report),
      cells: drawn.columns.map((column) => cellOf(row, column)),
    })),
  };

  function cellOf(row: Row, column: Column): Worded[] {
    const value = row[column.name] ?? null;
    if (value === null) return [{ type: 'text', text: words.message('number.none') }];
    const unit = column.unit ?? (drawn?.name === 'facts' && column.name === 'value' ? String(row.unit) : undefined);
    if (typeof value !== 'number' || !isNumeric(column))
      return [{ type: 'text', text: formatDatum(words, value, formatOf(column, unit), codeLists) }];
    const text = words.value(value, { unit: unit ?? 'number', ...wordings.get(column) });
    if (drawn?.name === 'facts') {
      const fact = report.facts[String(row.fact)];
      return [
        {
          type: 'bound',
          kind: 'fact',
          id: String(row.fact),
          text: fact && column.name === 'value' ? words.fact(fact) : text,
          value,
        },
      ];
    }
    const id = cellId({ name: drawn?.name ?? '', primaryKey: keys }, row, column.name);
    return [{ type: 'bound', kind: 'cell', id, text, value }];
  }
}

/** What tells the rows of a figure's data table apart, for marks that stand for them. */
export function chartTableKeys(chart: Chart, report: Report, language: LanguageTag): ChartTableKeys | undefined {
  const drawn = drawnData(chart, report, language);
  if (!drawn) return undefined;
  const primary = report.tables[drawn.name]?.primaryKey ?? (drawn.name === 'facts' ? ['fact'] : []);
  const keys = primary.length > 0 ? primary : drawn.columns.filter((each) => !isNumeric(each)).map(({ name }) => name);
  return {
    columns: drawn.columns.map(({ name }) => name),
    keys,
    rows: drawn.rows.map((row) => keys.map((key) => row[key] ?? null)),
  };
}

/** Which data a chart draws: what `usermeta.jianbao.table` says, else the first data it names and the columns it encodes. */
export function drawnData(
  chart: Chart,
  report: Report,
  language: LanguageTag,
): { name: string; columns: Column[]; rows: Row[] } | undefined {
  const data = chart.table ? { name: chart.table.table } : firstNamed(chart.spec, report);
  const written = firstNamed(chart.spec, report);
  const source = data && written?.name === data.name ? written : data;
  const found = source && namedData(source, report, [language]);
  if (!source || !found) return undefined;
  const rows = chart.table?.rows ?? found.rows.filter((row) => keeps(objectOr(chart.spec), row));
  const columns =
    source.name === 'facts' ? named(chosen(chart, found.columns), found.columns) : chosen(chart, found.columns);
  return { name: String(source.name), columns, rows };
}

/** Figures without their names say nothing: a chart may write the names by another way than a column. */
function named(chosen: Column[], all: Column[]): Column[] {
  const isNamed = chosen.some((column) => !isNumeric(column));
  return isNamed ? chosen : [...all.filter(({ name }) => name === 'fact'), ...chosen];
}

/** Fields that a chart's encodings read, in order of first use. */
export function encodedFields(spec: unknown): string[] {
  const fields = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const entry of value) walk(entry);
    if (!isObject(value)) return;
    for (const [key, child] of Object.entries(value)) {
      if ((key === 'field' || key === 'lookup') && typeof child === 'string') fields.add(fieldName(child));
      else if (key === 'fold' && Array.isArray(child)) for (const field of child) fields.add(fieldName(String(field)));
      else if (key === 'repeat' && Array.isArray(child))
        for (const field of child) fields.add(fieldName(String(field)));
      else if (key === 'calculate' || key === 'filter') {
        if (typeof child === 'string')
          for (const [, field] of child.matchAll(/\bdatum\.([\w$]+)/g)) fields.add(field as string);
        else walk(child);
      } else walk(child);
    }
  };
  walk(spec);
  return [...fields];
}

function chosen(chart: Chart, columns: Column[]): Column[] {
  const wanted = chart.table?.columns;
  if (wanted) return wanted.flatMap((name) => columns.filter((column) => column.name === name));
  const used = new Set(encodedFields(chart.spec));
  const encoded = columns.filter((column) => used.has(column.name) && !hidden.has(column.name));
  return encoded.length > 0 ? encoded : columns;
}

/** Columns of facts that are means, not content. */
const hidden = new Set(['order', 'unit', 'qualifier', 'label', 'upper']);

function firstNamed(value: unknown, report: Report): Spec | undefined {
  if (Array.isArray(value)) {
    for (const entry of value) {
      const found = firstNamed(entry, report);
      if (found) return found;
    }
    return undefined;
  }
  if (!isObject(value)) return undefined;
  if (isObject(value.data) && typeof value.data.name === 'string') {
    const { name } = value.data;
    if (report.tables[name] || name === 'facts') return value.data;
  }
  for (const child of Object.values(value)) {
    const found = firstNamed(child, report);
    if (found) return found;
  }
  return undefined;
}

function formatOf(column: Column, unit: string | undefined) {
  if (column.codeList) return { codeList: column.codeList };
  if (column.type === 'year' || column.type === 'period' || column.type === 'date') return { period: true };
  return unit === undefined ? {} : { unit };
}

/** `新增就业`; a unit stands with each number, so the head needs none. */
function headOf(column: Column, words: Words): string {
  const [title] = textsOf(column.title ?? column.shortTitle, [words.language]);
  return title ?? words.message(`column.${column.name}`).replace(/^column\./, '');
}

function isNumeric(column: Column): boolean {
  return !column.codeList && (column.type === 'integer' || column.type === 'number');
}

function kindCodes(report: Report) {
  const codes = Object.entries(report.messages).flatMap(([key, label]) =>
    key.startsWith('kind.') ? [{ code: key.slice('kind.'.length), label, properties: {} }] : [],
  );
  return { name: '@kinds', codes, place: report.briefing.place };
}
