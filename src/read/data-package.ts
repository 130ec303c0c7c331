import schema from '../../schemas/datapackage.schema.json' with { type: 'json' };
import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import type { Folder } from '../base/world.ts';
import type { CodeList, DataPackage, Unit } from '../model/data.ts';
import { codeColumns, toCode } from './code-list.ts';
import { conflictColumns, toConflict } from './conflicts.ts';
import { factColumns, toFact } from './facts.ts';
import { toColumn } from './field.ts';
import { readBytes } from './file.ts';
import { checkForeignKeys } from './foreign-keys.ts';
import { readGeometry } from './geometry.ts';
import { given } from './given.ts';
import { nearOrKnown } from './known.ts';
import { type LocatedKeys, readJson } from './located.ts';
import { propertyOf, type RoleColumns, type RoleRecord, toRecords } from './record.ts';
import { openResource, type Resource, type Role, resourceText, type WrittenResource } from './resource.ts';
import { readShape, type Schema } from './shape.ts';
import { readSheet, type Sheet } from './sheet.ts';
import { sourceColumns, toSource } from './sources.ts';
import { checkCodes, checkColumns, checkSources, toTable } from './table.ts';
import { termColumns, toTerm } from './terms.ts';
import { decodeText } from './text.ts';
import { checkAllTranslations } from './translation.ts';
import { placeWords } from './typed-rows.ts';
import { readUnits, toUnit, unitColumns } from './units.ts';

/** What the data is read with: the briefing's languages and the theme's units. */
export interface DataContext {
  languages: readonly LanguageTag[];
  units: ReadonlyMap<string, Unit>;
}

const fileName = 'data/datapackage.json';

const roleColumns: Partial<Record<Role, RoleColumns>> = {
  facts: factColumns,
  sources: sourceColumns,
  terms: termColumns,
  conflicts: conflictColumns,
  codelist: codeColumns,
  units: unitColumns,
};

/**
 * Reads the data folder, a Frictionless Data Package (v2): every table, fact, source, term … typed, in base units, with
 * its place. What is wrong is reported and left out; a folder without a package gives an empty one.
 */
export async function readDataPackage(
  folder: Folder,
  { languages, units }: DataContext,
  diagnostics: Diagnostics,
): Promise<DataPackage> {
  const data = emptyPackage(units);
  const located = await readPackageFile(folder, data, diagnostics);
  if (located === undefined) return data;
  data.settings = located;
  checkAllTranslations(located, languages, diagnostics);
  const lost = new Set<Role>();
  const resources = await openResources(folder, located, { data, lost }, diagnostics);
  const sheets = await Promise.all(
    resources
      .filter((resource) => !isWhole(resource))
      .map((resource) => readSheet(resource, roleColumns[resource.role], diagnostics)),
  );
  const read = sheets.filter((sheet) => sheet !== undefined);
  for (const { role, name } of resources) if (!read.some((sheet) => sheet.resource.name === name)) lost.add(role);
  for (const resource of resources.filter(isWhole)) addWhole(resource, data, languages, diagnostics);
  // Facts name units, and tables name code lists: what is named is read before what names it.
  for (const role of ['units', 'codelist', 'sources', 'facts', 'terms', 'conflicts', 'table'] as const) {
    for (const sheet of read.filter((one) => one.resource.role === role))
      addSheet(sheet, { data, lost }, languages, diagnostics);
  }
  checkAcross(read, { data, lost }, diagnostics);
  return data;
}

/** The package as read so far, and the roles of which something could not be read: nobody is told that they lack a name. */
interface Reading {
  data: DataPackage;
  lost: Set<Role>;
}

/** A data package with nothing in it but units. */
export function emptyPackage(units: ReadonlyMap<string, Unit>): DataPackage {
  return {
    name: '',
    tables: new Map(),
    codeLists: new Map(),
    geometries: new Map(),
    units: new Map(units),
    facts: new Map(),
    sources: new Map(),
    terms: new Map(),
    conflicts: [],
    files: new Map(),
  };
}

async function readPackageFile(
  folder: Folder,
  data: DataPackage,
  diagnostics: Diagnostics,
): Promise<LocatedKeys | undefined> {
  const before = diagnostics.list.length;
  const bytes = await readBytes(folder, fileName, diagnostics);
  if (bytes === undefined) {
    if (diagnostics.list.length === before) {
      const hint = 'make it: {"name": "…", "resources": [{"name": "facts", "role": "facts", "path": "facts.csv"}]}';
      diagnostics.error('data-missing', `the folder has no ${fileName}`, { file: fileName }, hint);
    }
    return undefined;
  }
  data.files.set(fileName, bytes);
  const text = decodeText(bytes, fileName, diagnostics, 'utf-8');
  return text === undefined ? undefined : readJson(text, fileName, diagnostics);
}

async function openResources(
  folder: Folder,
  located: LocatedKeys,
  { data, lost }: Reading,
  diagnostics: Diagnostics,
): Promise<Resource[]> {
  const written = (readShape(located, schema as Schema, diagnostics) ?? {}) as Pick<DataPackage, 'name' | 'title'> & {
    resources?: WrittenResource[];
  };
  data.name = written.name ?? '';
  if (written.title !== undefined) data.title = written.title;
  const seen = new Set<string>();
  const opened = await Promise.all(
    (written.resources ?? []).map((resource, index) => {
      if (resource.name === undefined) return undefined;
      if (seen.has(resource.name)) {
        diagnostics.error(
          'id-duplicate',
          `two resources are called "${resource.name}"`,
          located.at(['resources', index, 'name']),
        );
      }
      seen.add(resource.name);
      return open(resource, index);
    }),
  );
  const resources = opened.filter((resource) => resource !== undefined);
  for (const { file, bytes } of resources) if (bytes) data.files.set(file, bytes);
  return resources;

  async function open(resource: WrittenResource, index: number): Promise<Resource | undefined> {
    if (hasUnknownRole(located.value, index, resource)) {
      for (const role of allRoles) lost.add(role);
      return undefined;
    }
    const opened = await openResource(resource, located, index, folder, diagnostics);
    if (opened === undefined) lost.add(resource.role ?? 'table');
    return opened;
  }
}

const allRoles: Role[] = ['table', 'facts', 'sources', 'terms', 'conflicts', 'codelist', 'units', 'geometry'];

/** A role was written and, being none, left out: the resource is not taken for a table. */
function hasUnknownRole(written: unknown, index: number, resource: WrittenResource): boolean {
  const { resources } = written as { resources: { role?: unknown }[] };
  return resources[index]?.role !== undefined && resource.role === undefined;
}

/** Resources that are not made of rows: boundaries, and units written as one object. */
function isWhole({ role, format }: Resource): boolean {
  return role === 'geometry' || (role === 'units' && format === 'json');
}

function addWhole(
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

function addSheet(
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

/** Everything that one row says of another: codes, sources, facts, foreign keys. */
function checkAcross(sheets: readonly Sheet[], { data, lost }: Reading, diagnostics: Diagnostics): void {
  for (const sheet of sheets) {
    checkColumns(sheet, data, lost, diagnostics);
    checkCodes(sheet, data, diagnostics);
    if (!lost.has('sources')) checkSources(sheet, data, diagnostics);
    checkNames(sheet, { data, lost }, diagnostics);
  }
  if (lost.size === 0) checkForeignKeys(sheets, diagnostics);
}

/** The columns of each role that hold ids of facts or sources; several with spaces between. */
const references: Partial<Record<Role, Record<string, 'fact' | 'source'>>> = {
  facts: { source: 'source', of: 'fact' },
  terms: { sources: 'source' },
  conflicts: { fact: 'fact', alternative: 'fact' },
};

function checkNames({ resource, rows }: Sheet, { data, lost }: Reading, diagnostics: Diagnostics): void {
  for (const [column, noun] of Object.entries(references[resource.role] ?? {})) {
    if (lost.has(`${noun}s`)) continue;
    const known: ReadonlyMap<string, unknown> = data[`${noun}s`];
    for (const row of rows) {
      const ids = String(row.values[column] ?? '').split(/\s+/);
      for (const id of ids.filter((one) => one !== '' && !known.has(one))) {
        diagnostics.error(`${noun}-unknown`, `no ${noun} "${id}"`, row.at(column), didYouMean(id, known.keys()));
      }
    }
  }
}
