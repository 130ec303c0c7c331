import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { Diagnostics } from '../../../src/base/diagnostic.ts';
import type { Localized } from '../../../src/base/language.ts';
import { buildChart } from '../../../src/build/chart.ts';
import { localizeChart } from '../../../src/localize/chart.ts';
import { chartWords } from '../../../src/localize/chart-words.ts';
import type { Located } from '../../../src/model/briefing.ts';
import type { Drawing, LocalizedChart } from '../../../src/model/chart.ts';
import type { CodeList, Column, DataPackage, Fact, Row, Table, Unit } from '../../../src/model/data.ts';
import type { Chart, Report } from '../../../src/model/report.ts';
import type { Spec } from '../../../src/model/spec.ts';
import { drawChart } from '../../../src/render/chart/draw.ts';
import { loadMetrics } from '../../../src/render/fonts/metrics.ts';

const place = { file: 'test' };
const theme = (path: string) => parse(readFileSync(new URL(`../../../templates/${path}`, import.meta.url), 'utf8'));

export const chartConfig: Spec = theme('styles/chart.yaml');
const messages: Record<string, Localized> = theme('messages.yaml');
const units = unitsOf(theme('units.yaml'));

/** A report with data only, enough for charts. */
export function reportWith({
  tables = [],
  codeLists = [],
  facts = [],
}: {
  tables?: Table[];
  codeLists?: CodeList[];
  facts?: Fact[];
} = {}): Report {
  return {
    format: 'jianbao-report/1',
    generator: 'test',
    briefing: {
      id: 'test',
      title: 'Test',
      organisation: 'Test',
      keywords: [],
      edition: { period: '2023', date: '2024-03-05' },
      languages: ['zh-Hans', 'en'],
      sections: [],
      keyFigures: [],
      place,
    },
    units,
    codeLists: Object.fromEntries(codeLists.map((list) => [list.name, list])),
    tables: Object.fromEntries(tables.map((table) => [table.name, table])),
    geometries: {},
    facts: Object.fromEntries(facts.map((fact) => [fact.id, fact])),
    sources: {},
    terms: {},
    conflicts: [],
    charts: {},
    links: [],
    sections: [],
    messages,
  };
}

export function table(name: string, columns: Column[], rows: Row[]): Table {
  return {
    name,
    columns,
    rows,
    primaryKey: [columns[0]?.name ?? ''],
    sources: [],
    place,
    places: rows.map(() => place),
  };
}

/** A specification as the reader would hand it over, without places. */
export function located(value: unknown): Located {
  return {
    value,
    file: 'templates/charts/test.vl.json',
    at: (path) => ({ file: 'templates/charts/test.vl.json', line: 1, column: path.length + 1 }),
  };
}

/** Builds a chart over a report's data and returns what was found wrong. */
export async function build(
  spec: unknown,
  report: Report = reportWith(),
): Promise<{ chart: Chart | undefined; diagnostics: Diagnostics }> {
  const diagnostics = new Diagnostics();
  const map = <T>(record: Record<string, T>) => new Map(Object.entries(record));
  const data: DataPackage = {
    name: 'test',
    tables: map(report.tables),
    codeLists: map(report.codeLists),
    geometries: map(report.geometries),
    units: map(report.units),
    facts: map(report.facts),
    sources: map(report.sources),
    terms: new Map(),
    conflicts: [],
    files: new Map(),
  };
  return { chart: await buildChart('test', located(spec), data, data.facts, diagnostics), diagnostics };
}

export async function localized(
  spec: unknown,
  languages: string[],
  report: Report = reportWith(),
): Promise<LocalizedChart> {
  const { chart, diagnostics } = await build(spec, report);
  if (!chart || diagnostics.hasErrors) throw new Error(diagnostics.list.map(({ message }) => message).join('; '));
  return localizeChart(chart, report, languages);
}

export interface Drawn extends Drawing {
  chart: LocalizedChart;
}

/** From specification to SVG, as the briefing does it. */
export async function draw(
  spec: unknown,
  {
    languages = ['en'],
    width = 628,
    narrow = false,
    report = reportWith(),
  }: { languages?: string[]; width?: number; narrow?: boolean; report?: Report } = {},
): Promise<Drawn> {
  const chart = await localized(spec, languages, report);
  const words = chartWords(languages, { units: report.units, messages: report.messages, codeLists: chart.codeLists });
  const medium = narrow ? { screen: { isNarrow: true } } : {};
  const setting = { config: chartConfig, metrics: await loadMetrics(), words };
  const drawing = await drawChart(chart, { width, ...medium, ...setting });
  return { ...drawing, chart };
}

function unitsOf(written: unknown): Record<string, Unit> {
  const list = Array.isArray(written)
    ? written
    : Object.entries(written as object).map(([id, unit]) => ({ id, ...unit }));
  return Object.fromEntries((list as Unit[]).map((unit) => [unit.id, unit]));
}
