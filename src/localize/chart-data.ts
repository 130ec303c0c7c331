import type { LanguageTag, Localized } from '../base/language.ts';
import { type DataScope, openScope, type Scope } from '../model/chart-scope.ts';
import type { CodeList, Column, Fact, Row } from '../model/data.ts';
import type { Report } from '../model/report.ts';
import { isObject, listOf, objectOr, type Spec } from '../model/spec.ts';
import { joinTexts, textsOf } from './chart-strings.ts';

/** Rows and columns that a chart may read by name, from the report's tables, code lists, geometries and facts. */
export interface NamedData {
  columns: Column[];
  rows: Row[];
}

/** Tells which fields a `data` object of a specification gives, with the column of each. */
export function dataScopeOf(report: Report): DataScope {
  return (data) => {
    const named = namedData(data, report, []);
    if (!named) return openScope;
    return { fields: new Map(named.columns.map((column) => [column.name, column])), open: false } satisfies Scope;
  };
}

/** Gives every `data: {name}` of a specification its rows or shapes, in base units, with labels in these languages. */
export function inlineData(spec: Spec, report: Report, languages: readonly LanguageTag[]): Spec {
  const own = new Set(Object.keys(objectOr(spec.datasets)));
  return walk(spec) as Spec;

  function walk(value: unknown, key?: string): unknown {
    if (Array.isArray(value)) return value.map((entry) => walk(entry));
    if (!isObject(value)) return value;
    if (key === 'data') return inlined(value);
    if (key === 'datasets' || key === 'usermeta') return value;
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, walk(child, name)]));
  }

  function inlined(data: Spec): Spec {
    if (typeof data.name !== 'string' || own.has(data.name) || data.values !== undefined || data.url !== undefined)
      return data;
    const { name, facts: _, ...rest } = data;
    const geometry = report.geometries[name as string];
    if (geometry)
      return { ...rest, values: geometry.data, format: { ...shapeFormat(geometry), ...objectOr(data.format) } };
    const named = namedData(data, report, languages);
    return named ? { ...rest, values: named.rows } : data;
  }
}

/** The rows that a `data` object names: a table, a code list, or `facts`; undefined when it names none of them. */
export function namedData(data: Spec, report: Report, languages: readonly LanguageTag[]): NamedData | undefined {
  if (typeof data.name !== 'string') return undefined;
  const table = report.tables[data.name];
  if (table) return { columns: table.columns, rows: table.rows };
  const codeList = report.codeLists[data.name];
  if (codeList) return codeRows(codeList, languages);
  if (data.name === 'facts') return factRows(listOf(data.facts).map(String), report, languages);
  return undefined;
}

/** Facts as a code list, so that the id of a fact is labelled like any code. */
export function factsAsCodes(report: Report): CodeList {
  const codes = Object.values(report.facts).map(({ id, label, shortLabel }) => ({
    code: id,
    label,
    ...(shortLabel !== undefined && { shortLabel }),
    properties: {},
  }));
  return { name: '@facts', codes, place: report.briefing.place };
}

function codeRows(list: CodeList, languages: readonly LanguageTag[]): NamedData {
  const words = (text: Localized | undefined) => joinTexts(textsOf(text, languages), languages);
  const rows = list.codes.map(({ code, label, shortLabel, properties }) => ({
    ...properties,
    code,
    label: words(label),
    shortLabel: words(shortLabel ?? label),
  }));
  const further = [...new Set(list.codes.flatMap(({ properties }) => Object.keys(properties)))];
  const columns: Column[] = [
    { name: 'code', type: 'string', codeList: list.name },
    { name: 'label', type: 'string' },
    { name: 'shortLabel', type: 'string' },
    ...further.map((name): Column => ({ name, type: 'string' })),
  ];
  return { columns, rows };
}

function factRows(ids: readonly string[], report: Report, languages: readonly LanguageTag[]): NamedData {
  const facts = ids.map((id) => report.facts[id]).filter((fact): fact is Fact => fact !== undefined);
  const units = new Set(facts.map((fact) => fact.unit));
  const [unit] = units;
  const rows = facts.map((fact, order) => ({
    fact: fact.id,
    label: joinTexts(textsOf(fact.shortLabel ?? fact.label, languages), languages),
    value: fact.value,
    upper: fact.upper ?? null,
    unit: fact.unit,
    qualifier: fact.qualifier ?? null,
    period: fact.period,
    kind: fact.kind,
    order,
  }));
  const value: Column = { name: 'value', type: 'number', ...(units.size === 1 && unit !== undefined && { unit }) };
  const columns: Column[] = [
    { name: 'fact', type: 'string', codeList: '@facts' },
    { name: 'label', type: 'string' },
    value,
    { ...value, name: 'upper' },
    { name: 'unit', type: 'string' },
    { name: 'qualifier', type: 'string' },
    { name: 'period', type: 'period' },
    { name: 'kind', type: 'string', codeList: '@kinds' },
    { name: 'order', type: 'integer' },
  ];
  return { columns, rows };
}

/** Vega's `format` for a map: the features of GeoJSON, or TopoJSON's first object. */
function shapeFormat({ format, data }: { format: string; data: unknown }): Spec {
  if (format === 'geojson')
    return objectOr(data).type === 'FeatureCollection' ? { type: 'json', property: 'features' } : {};
  const [feature] = Object.keys(objectOr(objectOr(data).objects));
  return { type: 'topojson', feature };
}
