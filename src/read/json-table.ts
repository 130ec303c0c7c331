import type { Diagnostics } from '../base/diagnostic.ts';
import { isLocalized } from '../base/language.ts';
import type { Grid, GridRow } from './grid.ts';
import type { LocatedKeys, Path } from './located.ts';

/**
 * Reads a table written as JSON: a list of objects, or a list of lists whose first holds the columns' names; `path` leads
 * to the list. A localised text `{en: …}` becomes columns `label@en`. Reports `json-not-table`.
 */
export function readJsonTable(located: LocatedKeys, diagnostics: Diagnostics, path: Path = []): Grid | undefined {
  const list = descend(located.value, path);
  if (!Array.isArray(list) || list.length === 0) {
    diagnostics.error(
      'json-not-table',
      'expected a list of rows',
      located.at(path),
      'write [{"year": 2023, "jobs": 1245000}, …]',
    );
    return undefined;
  }
  const records = Array.isArray(list[0])
    ? fromLists(list)
    : list.map((item, index) => ({ item, path: [index] as Path }));
  const rows = records.map(({ item, path: at }) => ({ fields: fieldsOf(item, at), path: at }));
  const bad = rows.findIndex((row) => row.fields === undefined);
  if (bad !== -1) {
    diagnostics.error(
      'json-not-table',
      'a row should be an object of single values',
      located.at([...path, ...(rows[bad]?.path ?? [])]),
    );
    return undefined;
  }
  const head = [...new Set(rows.flatMap(({ fields }) => [...(fields as Fields).keys()]))];
  return {
    file: located.file,
    head,
    rows: rows.map(({ fields, path: at }) => toRow(fields as Fields, at)),
    headAt: (column) => {
      const first = (rows[0]?.fields as Fields | undefined)?.get(head[column] ?? '');
      return first ? located.keyAt([...path, ...first.path]) : located.at(path);
    },
  };

  function toRow(fields: Fields, at: Path): GridRow {
    return {
      cells: head.map((name) => fields.get(name)?.text ?? null),
      place: located.at([...path, ...at]),
      at: (column) => located.at([...path, ...(fields.get(head[column] ?? '')?.path ?? at)]),
    };
  }
}

type Fields = Map<string, { text: string | null; path: Path }>;

function fromLists(list: unknown[]): { item: unknown; path: Path }[] {
  const names = (list[0] as unknown[]).map(String);
  return list.slice(1).map((values, index) => ({
    item: Array.isArray(values)
      ? new Map(names.map((name, column) => [name, { value: values[column], path: [index + 1, column] }]))
      : undefined,
    path: [index + 1],
  }));
}

/** Column name → text of the cell, with its path; undefined when the row is not made of single values. */
function fieldsOf(item: unknown, path: Path): Fields | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  const entries: [string, { value: unknown; path: Path }][] =
    item instanceof Map
      ? [...item]
      : Object.entries(item).map(([name, value]) => [name, { value, path: [...path, name] }]);
  const fields: Fields = new Map();
  for (const [name, { value, path: at }] of entries) {
    if (isLocalized(value))
      for (const [tag, text] of Object.entries(value)) fields.set(`${name}@${tag}`, { text, path: [...at, tag] });
    else if (typeof value === 'object' && value !== null) return undefined;
    else fields.set(name, { text: value === null || value === undefined ? null : String(value), path: at });
  }
  return fields;
}

function descend(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((parent, key) => (parent as Record<string | number, unknown> | undefined)?.[key], value);
}
