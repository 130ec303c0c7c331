import { type Diagnostics, didYouMean, type Place } from '../base/diagnostic.ts';
import type { CodeList, Column, DataPackage } from '../model/data.ts';
import type { BriefingMeta, Chart, Link } from '../model/report.ts';
import { isObject, objectOr } from '../model/spec.ts';

/** Where the parts of briefing.yaml stand. */
export type SettingsPlace = (path: readonly (string | number)[]) => Place;

/**
 * Charts and tables linked by a field → the codes that they share, numbered through all links. Reports `chart-unknown`,
 * `table-unknown`, `link-field-unknown` and `link-filter-unknown`.
 */
export function buildLinks(
  { links = [] }: BriefingMeta,
  at: SettingsPlace,
  data: DataPackage,
  charts: Readonly<Record<string, Chart>>,
  diagnostics: Diagnostics,
): Link[] {
  let first = 0;
  return links.map((written, index) => {
    const { key, charts: linked = [], tables = [], filter } = written;
    const columns: Column[] = [];
    linked.forEach((id, i) => {
      const place = at(['links', index, 'charts', i]);
      const chart = charts[id];
      if (!chart) {
        diagnostics.error('chart-unknown', `no chart "${id}"`, place, didYouMean(id, Object.keys(charts)));
        return;
      }
      const found = columnsOf(chart.spec, key, data);
      if (found) columns.push(...found);
      else diagnostics.error('link-field-unknown', `chart "${id}" has no field "${key}"`, place, fieldsOf(chart.spec));
    });
    tables.forEach((name, i) => {
      const place = at(['links', index, 'tables', i]);
      const table = data.tables.get(name);
      if (!table) {
        diagnostics.error('table-unknown', `no table "${name}"`, place, didYouMean(name, data.tables.keys()));
        return;
      }
      const names = table.columns.map((column) => column.name);
      const column = table.columns.find((each) => each.name === key);
      if (column) columns.push(column);
      else {
        const hint = didYouMean(key, names) ?? `columns: ${names.join(', ')}`;
        diagnostics.error('link-field-unknown', `table "${name}" has no column "${key}"`, place, hint);
      }
    });
    const list = data.codeLists.get(columns.find(({ codeList }) => codeList !== undefined)?.codeList ?? '');
    const codes = list ? list.codes.map(({ code }) => code) : valuesOf(key, tables, data);
    const link: Link = { key, charts: linked, tables, codes, first };
    if (filter !== undefined) {
      const made = filterOf(filter, list, data);
      if (made) link.filter = made;
      else tellFilter(filter, list, at(['links', index, 'filter']));
    }
    first += codes.length;
    return link;
  });

  function tellFilter(filter: string, list: CodeList | undefined, place: Place): void {
    if (list === undefined) {
      const hint = 'give the column a codeList in datapackage.json; its properties are what can be filtered by';
      diagnostics.error('link-filter-unknown', `nothing to filter by: the linked field has no code list`, place, hint);
      return;
    }
    const known = list.properties?.filter(({ codeList }) => codeList !== undefined).map(({ name }) => name) ?? [];
    const hint = didYouMean(filter, known) ?? `columns with a code list: ${known.join(', ') || 'none'}`;
    const message = `code list "${list.name}" has no column "${filter}" with a code list of its own`;
    diagnostics.error('link-filter-unknown', message, place, hint);
  }

  function fieldsOf(spec: unknown): string | undefined {
    const names = [
      ...new Set(tablesOf(spec).flatMap((name) => data.tables.get(name)?.columns.map((c) => c.name) ?? [])),
    ];
    return names.length > 0 ? `fields of its tables: ${names.join(', ')}` : undefined;
  }
}

/** The columns that a chart knows the key by: of its tables, or none for shapes and a list of the codes; else undefined. */
function columnsOf(spec: unknown, key: string, data: DataPackage): Column[] | undefined {
  const names = tablesOf(spec);
  const columns = names.flatMap((name) => data.tables.get(name)?.columns.filter((column) => column.name === key) ?? []);
  return columns.length > 0 ? columns : undefined;
}

function tablesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(tablesOf);
  if (!isObject(value)) return [];
  const { name } = objectOr(value.data);
  return [...(typeof name === 'string' ? [name] : []), ...Object.values(value).flatMap(tablesOf)];
}

function valuesOf(key: string, tables: readonly string[], data: DataPackage): string[] {
  const values = tables.flatMap((name) => data.tables.get(name)?.rows.map((row) => row[key] ?? null) ?? []);
  return [...new Set(values.filter((value) => value !== null).map(String))];
}

/** Each value of a code list's column, with the codes that have it. */
function filterOf(name: string, list: CodeList | undefined, data: DataPackage): Link['filter'] {
  const column = list?.properties?.find((each) => each.name === name);
  const groups = data.codeLists.get(column?.codeList ?? '');
  if (!list || !column || !groups) return undefined;
  const made = groups.codes.map(({ code, label, shortLabel }) => ({
    label: shortLabel ?? label,
    codes: list.codes.flatMap(({ properties }, at) => (String(properties[name]) === code ? [at] : [])),
  }));
  return { title: column.title ?? column.name, groups: made.filter(({ codes }) => codes.length > 0) };
}
