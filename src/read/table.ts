import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { DataPackage, Table } from '../model/data.ts';
import { toColumn } from './field.ts';
import { given } from './given.ts';
import { nearOrKnown } from './known.ts';
import type { Sheet } from './sheet.ts';

/** The table of a sheet: columns, rows in base units, ids of its sources. */
export function toTable({ resource, fields, rows, primaryKey }: Sheet): Table {
  return {
    name: resource.name,
    ...given({ title: resource.title, description: resource.description }),
    columns: fields.map(toColumn),
    rows: rows.map((row) => row.values),
    primaryKey,
    ...given({ sums: resource.sums }),
    sources: sourceIds(resource),
    ...given({ licenses: resource.licenses }),
    place: { file: resource.file, line: 1, column: 1 },
    places: rows.map((row) => row.place),
  };
}

/** Reports `unit-unknown`, `code-list-unknown` and `column-unknown` (primary key) for the columns of a sheet. */
export function checkColumns(
  { resource, fields, primaryKey }: Sheet,
  data: DataPackage,
  lost: ReadonlySet<string>,
  diagnostics: Diagnostics,
): void {
  const { package: located, at } = resource;
  fields.forEach(({ unit, codeList }, index) => {
    const place = (key: string) => located.at([...at, 'schema', 'fields', index, key]);
    if (unit !== undefined && !lost.has('units') && !data.units.has(unit)) {
      diagnostics.error('unit-unknown', `no unit "${unit}"`, place('unit'), nearOrKnown(unit, [...data.units.keys()]));
    }
    if (codeList !== undefined && !lost.has('codelist') && !data.codeLists.has(codeList)) {
      diagnostics.error(
        'code-list-unknown',
        `no code list "${codeList}"`,
        place('codeList'),
        nearOrKnown(codeList, [...data.codeLists.keys()]),
      );
    }
  });
  const names = fields.map((field) => field.name);
  resource.sums?.forEach(({ columns = [], by = [], equals }, index) => {
    for (const name of [...columns, ...by, ...(typeof equals === 'string' ? [equals] : [])]) {
      if (names.includes(name)) continue;
      const place = located.at([...at, 'sums', index]);
      diagnostics.error(
        'column-unknown',
        `a sum names "${name}", which is not a field`,
        place,
        didYouMean(name, names),
      );
    }
  });
  for (const name of primaryKey) {
    if (names.includes(name)) continue;
    const place = located.at([...at, 'schema', 'primaryKey']);
    diagnostics.error(
      'column-unknown',
      `the primary key names "${name}", which is not a field`,
      place,
      didYouMean(name, names),
    );
  }
}

/** Reports `code-unknown` for values that are not in their column's code list. */
export function checkCodes({ fields, rows }: Sheet, data: DataPackage, diagnostics: Diagnostics): void {
  for (const { name, codeList = '' } of fields) {
    const codes = data.codeLists.get(codeList)?.codes.map(({ code }) => code);
    if (codes === undefined) continue;
    const known = new Set(codes);
    for (const row of rows) {
      const value = row.values[name] ?? null;
      if (value === null || row.isRagged || known.has(String(value))) continue;
      diagnostics.error(
        'code-unknown',
        `no code "${value}" in code list "${codeList}"`,
        row.at(name),
        didYouMean(String(value), codes),
      );
    }
  }
}

/** Reports `source-unknown` for the sources that a resource names. */
export function checkSources({ resource }: Sheet, data: DataPackage, diagnostics: Diagnostics): void {
  const { package: located, at } = resource;
  const check = (id: string | undefined, path: (string | number)[]) => {
    if (id === undefined || data.sources.has(id)) return;
    diagnostics.error(
      'source-unknown',
      `no source "${id}"`,
      located.at([...at, ...path]),
      didYouMean(id, data.sources.keys()),
    );
  };
  resource.sourceIds?.forEach((id, index) => {
    check(id, ['sourceIds', index]);
  });
  resource.sources?.forEach(({ id }, index) => {
    check(id, ['sources', index, 'id']);
  });
}

function sourceIds({ sources = [], sourceIds: ids = [] }: Sheet['resource']): string[] {
  return [...new Set([...ids, ...sources.map((source) => source.id).filter((id) => id !== undefined)])];
}
