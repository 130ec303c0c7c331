import schema from '../../schemas/datapackage.schema.json' with { type: 'json' };
import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import type { Folder } from '../base/world.ts';
import type { CodeList, DataPackage, Unit } from '../model/data.ts';
import { codeColumns, toCode } from './code-list.ts';
import { conflictColumns, toConflict } from './conflicts.ts';
import { factColumns, toFact } from './facts.ts';
import { readBytes } from './file.ts';
import { checkForeignKeys } from './foreign-keys.ts';
import { readGeometry } from './geometry.ts';
import { given } from './given.ts';
import { type LocatedKeys, readJson } from './located.ts';
import { propertyOf, type RoleColumns, type RoleRecord, toRecord } from './record.ts';
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
  checkAllTranslations(located, languages, diagnostics);
  const resources = await openResources(folder, located, data, diagnostics);
  const sheets = await Promise.all(
    resources
      .filter((resource) => !isWhole(resource))
      .map((resource) => readSheet(resource, roleColumns[resource.role], diagnostics)),
  );
  const read = sheets.filter((sheet) => sheet !== undefined);
  for (const resource of resources.filter(isWhole)) addWhole(resource, data, languages, diagnostics);
  // Facts name units, and tables name code lists: what is named is read before what names it.
  for (const role of ['units', 'codelist', 'sources', 'facts', 'terms', 'conflicts', 'table'] as const) {
    for (const sheet of read.filter((one) => one.resource.role === role)) addSheet(sheet, data, languages, diagnostics);
  }
  checkAcross(read, data, diagnostics);
  return data;
}

function emptyPackage(units: ReadonlyMap<string, Unit>): DataPackage {
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
  data: DataPackage,
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
      return openResource(resource, located, index, folder, diagnostics);
    }),
  );
  const resources = opened.filter((resource) => resource !== undefined);
  for (const { file, bytes } of resources) if (bytes) data.files.set(file, bytes);
  return resources;
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

function addSheet(sheet: Sheet, data: DataPackage, languages: readonly LanguageTag[], diagnostics: Diagnostics): void {
  const { resource, rows } = sheet;
  const columns = roleColumns[resource.role];
  if (columns) checkRoleColumns(sheet, columns, diagnostics);
  const records = rows.map((row) => toRecord(row, languages));
  switch (resource.role) {
    case 'units':
      return addAll(data.units, records, 'unit', 'id', (record) => toUnit(record, diagnostics), diagnostics, true);
    case 'codelist':
      data.codeLists.set(resource.name, toCodeList(resource, records, diagnostics));
      return;
    case 'sources':
      return addAll(data.sources, records, 'source', 'id', (record) => toSource(record, diagnostics), diagnostics);
    case 'facts':
      return addAll(
        data.facts,
        records,
        'fact',
        'id',
        (record) => toFact(record, data.units, diagnostics),
        diagnostics,
      );
    case 'terms':
      return addAll(data.terms, records, 'term', 'id', (record) => toTerm(record, diagnostics), diagnostics);
    case 'conflicts': {
      const conflicts = new Map(data.conflicts.map((conflict) => [conflict.id, conflict]));
      addAll(conflicts, records, 'conflict', 'id', (record) => toConflict(record, diagnostics), diagnostics);
      data.conflicts = [...conflicts.values()];
      return;
    }
    default:
      data.tables.set(resource.name, toTable(sheet));
  }
}

/** A role's columns that are wrong or lacking are told once, at the head, not at every row. */
function checkRoleColumns({ resource, fields, rows }: Sheet, columns: RoleColumns, diagnostics: Diagnostics): void {
  const names = fields.map((field) => field.name);
  const known = Object.keys(columns);
  for (const name of names) {
    if (known.includes(propertyOf(name)) || resource.role === 'codelist' || resource.schema) continue;
    diagnostics.warning(
      'column-unknown',
      `${resource.role} have no column "${name}"`,
      headPlace(resource, rows),
      didYouMean(propertyOf(name), known),
      `known: ${known.join(', ')}`,
    );
  }
}

function headPlace({ file }: Resource, [row]: Sheet['rows']) {
  return row?.place.sheet === undefined ? { file, line: 1, column: 1 } : { ...row.place, cell: 'A1' };
}

function addAll<T extends { id: string }>(
  map: Map<string, T>,
  records: readonly RoleRecord[],
  noun: string,
  key: string,
  convert: (record: RoleRecord) => T | undefined,
  diagnostics: Diagnostics,
  mayReplace = false,
): void {
  const first = new Map<string, RoleRecord>();
  for (const record of records) {
    const value = convert(record);
    if (value === undefined) continue;
    const earlier = first.get(value.id);
    if (earlier || (map.has(value.id) && !mayReplace)) {
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

function toCodeList(resource: Resource, records: readonly RoleRecord[], diagnostics: Diagnostics): CodeList {
  const codes = new Map<string, CodeList['codes'][number] & { id: string }>();
  addAll(
    codes,
    records,
    'code',
    'code',
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
    place: { file: resource.file, line: 1, column: 1 },
  };
}

/** Everything that one row says of another: codes, sources, facts, foreign keys. */
function checkAcross(sheets: readonly Sheet[], data: DataPackage, diagnostics: Diagnostics): void {
  for (const sheet of sheets) {
    checkColumns(sheet, data, diagnostics);
    checkCodes(sheet, data, diagnostics);
    checkSources(sheet, data, diagnostics);
    for (const row of sheet.rows) {
      const name = (column: string, noun: string, known: ReadonlyMap<string, unknown>) => {
        for (const id of String(row.values[column] ?? '').split(/\s+/)) {
          if (id !== '' && !known.has(id))
            diagnostics.error(`${noun}-unknown`, `no ${noun} "${id}"`, row.at(column), didYouMean(id, known.keys()));
        }
      };
      if (sheet.resource.role === 'facts') {
        name('source', 'source', data.sources);
        name('of', 'fact', data.facts);
      } else if (sheet.resource.role === 'terms') {
        name('sources', 'source', data.sources);
      } else if (sheet.resource.role === 'conflicts') {
        name('fact', 'fact', data.facts);
        name('alternative', 'fact', data.facts);
      }
    }
  }
  checkForeignKeys(sheets, diagnostics);
}
