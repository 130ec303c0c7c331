import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import type { CodeList, DataPackage, Unit } from '../model/data.ts';
import { codeColumns, toCode } from './code-list.ts';
import { conflictColumns, toConflict } from './conflicts.ts';
import { factColumns, toFact } from './facts.ts';
import { toColumn } from './field.ts';
import { readGeometry } from './geometry.ts';
import { given } from './given.ts';
import { nearOrKnown } from './known.ts';
import { readJson } from './located.ts';
import { propertyOf, type RoleColumns, type RoleRecord, toRecords } from './record.ts';
import { type Resource, type Role, resourceText } from './resource.ts';
import type { Sheet } from './sheet.ts';
import { sourceColumns, toSource } from './sources.ts';
import { toTable } from './table.ts';
import { termColumns, toTerm } from './terms.ts';
import { placeWords } from './typed-rows.ts';
import { readUnits, toUnit, unitColumns } from './units.ts';

/** The package as read so far, and the roles of which something could not be read: nobody is told that they lack a name. */
export interface Reading {
  data: DataPackage;
  lost: Set<Role>;
}

/** The columns that resources of a role have. */
export const roleColumns: Partial<Record<Role, RoleColumns>> = {
  facts: factColumns,
  sources: sourceColumns,
  terms: termColumns,
  conflicts: conflictColumns,
  codelist: codeColumns,
  units: unitColumns,
};

/** Resources that are not made of rows: boundaries, and units written as one object. */
export function isWhole({ role, format }: Resource): boolean {
  return role === 'geometry' || (role === 'units' && format === 'json');
}

/** Adds a resource that is not made of rows to the package. */
export function addWhole(
  resource: Resource,
  data: DataPackage,
  languages: readonly LanguageTag[],
  diagnostics: Diagnostics,
): void {
  const text = resourceText(resource, diagnostics);
  if (text === undefined) return;
  if (resource.role === 'units') {
    const located = readJson(text, resource.file, diagnostics);
    if (located) for (const [id, unit] of readUnits(located, languages, diagnostics)) data.units.set(id, unit);
    return;
  }
  const format = resource.format === 'topojson' ? 'topojson' : 'geojson';
  const geometry = readGeometry(resource.name, format, text, resource.file, diagnostics);
  if (geometry) data.geometries.set(resource.name, geometry);
}

/** Adds what the rows of a resource say, by its role. */
export function addSheet(
  sheet: Sheet,
  { data, lost }: Reading,
  languages: readonly LanguageTag[],
  diagnostics: Diagnostics,
): void {
  const { resource, rows } = sheet;
  const columns = roleColumns[resource.role];
  if (rows.some((row) => row.isRagged)) lost.add(resource.role);
  if (columns && !hasRoleColumns(sheet, columns, diagnostics)) {
    lost.add(resource.role);
    return;
  }
  const names = sheet.fields.map((field) => field.name);
  const whole = rows.filter((row) => !row.isRagged);
  const records = toRecords(whole, names, languages);
  const add = <T extends { id: string }>(
    map: Map<string, T>,
    noun: string,
    convert: (record: RoleRecord) => T | undefined,
  ) => addAll(map, records, { noun, key: 'id' }, convert, diagnostics);
  switch (resource.role) {
    case 'units': {
      const units = new Map<string, Unit>();
      add(units, 'unit', (record) => toUnit(record, diagnostics));
      for (const [id, unit] of units) data.units.set(id, unit);
      break;
    }
    case 'codelist':
      data.codeLists.set(resource.name, toCodeList(sheet, records, diagnostics));
      break;
    case 'sources':
      add(data.sources, 'source', (record) => toSource(record, diagnostics));
      break;
    case 'facts':
      add(data.facts, 'fact', (record) => toFact(record, data.units, diagnostics));
      break;
    case 'terms':
      add(data.terms, 'term', (record) => toTerm(record, diagnostics));
      break;
    case 'conflicts': {
      const conflicts = new Map(data.conflicts.map((conflict) => [conflict.id, conflict]));
      add(conflicts, 'conflict', (record) => toConflict(record, diagnostics));
      data.conflicts = [...conflicts.values()];
      break;
    }
    default:
      data.tables.set(resource.name, toTable(sheet));
  }
}

/** Reports unknown and missing columns of a role once, at the head, not at every row. False when a required one is missing. */
function hasRoleColumns({ resource, fields, headAt }: Sheet, columns: RoleColumns, diagnostics: Diagnostics): boolean {
  const names = fields.map((field) => field.name);
  const unknown = names.filter((name) => !Object.hasOwn(columns, propertyOf(name)));
  const isOpen = resource.role === 'codelist' || resource.schema !== undefined;
  for (const name of isOpen ? [] : unknown) {
    const hint = nearOrKnown(propertyOf(name), Object.keys(columns));
    diagnostics.warning('column-unknown', `${resource.role} have no column "${name}"`, headAt(name), hint);
  }
  const found = new Set(names.map(propertyOf));
  const missing = Object.keys(columns).filter((name) => columns[name]?.isRequired && !found.has(name));
  for (const name of missing) {
    const guess = unknown.find((one) => didYouMean(propertyOf(one), [name]) !== undefined);
    const hint = columns[name]?.isLocalized ? `one column per language: ${name}@zh-Hans, ${name}@en` : undefined;
    diagnostics.error(
      'column-missing',
      `${resource.role} need a column "${name}"`,
      headAt(guess ?? names[0] ?? ''),
      hint,
    );
  }
  return missing.length === 0;
}

function addAll<T extends { id: string }>(
  map: Map<string, T>,
  records: readonly RoleRecord[],
  { noun, key }: { noun: string; key: string },
  convert: (record: RoleRecord) => T | undefined,
  diagnostics: Diagnostics,
): void {
  const first = new Map<string, RoleRecord>();
  for (const record of records) {
    const value = convert(record);
    if (value === undefined) continue;
    const earlier = first.get(value.id);
    if (earlier || map.has(value.id)) {
      diagnostics.error(
        'id-duplicate',
        `two ${noun}s are called "${value.id}"`,
        record.at(key),
        earlier && `the first is ${placeWords(earlier.place)}`,
      );
    } else {
      first.set(value.id, record);
      map.set(value.id, value);
    }
  }
}

function toCodeList({ resource, fields }: Sheet, records: readonly RoleRecord[], diagnostics: Diagnostics): CodeList {
  const codes = new Map<string, CodeList['codes'][number] & { id: string }>();
  addAll(
    codes,
    records,
    { noun: 'code', key: 'code' },
    (record) => {
      const code = toCode(record, diagnostics);
      return code && { ...code, id: code.code };
    },
    diagnostics,
  );
  return {
    name: resource.name,
    ...given({ title: resource.title }),
    codes: [...codes.values()].map(({ id: _, ...code }) => code),
    properties: fields.filter(({ name }) => !Object.hasOwn(codeColumns, propertyOf(name))).map(toColumn),
    place: { file: resource.file, line: 1, column: 1 },
  };
}
