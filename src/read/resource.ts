import { AuthorError, type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { Localized } from '../base/language.ts';
import { joinPath, pathError, pathProblem } from '../base/path.ts';
import type { Folder } from '../base/world.ts';
import type { Sum, Table } from '../model/data.ts';
import { readCsv } from './csv.ts';
import type { MissingValue, WrittenField } from './field.ts';
import { checkHead, type Grid } from './grid.ts';
import { readJsonTable } from './json-table.ts';
import { type LocatedKeys, type Path, readJson } from './located.ts';
import { decodeText } from './text.ts';
import type { FieldsMatch } from './typed-rows.ts';
import { readXlsx } from './xlsx.ts';

export type Role = 'table' | 'facts' | 'sources' | 'terms' | 'conflicts' | 'codelist' | 'units' | 'geometry';
type Format = 'csv' | 'tsv' | 'json' | 'xlsx' | 'geojson' | 'topojson';
type Names = string | string[];

/** A resource of datapackage.json as its schema allows it. */
export interface WrittenResource {
  name: string;
  role?: Role;
  path?: Names;
  data?: unknown;
  title?: Localized;
  description?: Localized;
  format?: Format;
  encoding?: string;
  sources?: { id?: string }[];
  sourceIds?: string[];
  sums?: Sum[];
  licenses?: Table['licenses'];
  dialect?: { delimiter?: string; sheetNumber?: number; sheetName?: string; property?: string };
  schema?: WrittenSchema;
}

export interface WrittenSchema {
  fields: WrittenField[];
  fieldsMatch?: FieldsMatch | FieldsMatch[];
  primaryKey?: Names;
  foreignKeys?: { fields: Names; reference: { resource?: string; fields: Names } }[];
  missingValues?: MissingValue[];
}

/** A resource with where it was declared and its file, if it has one. */
export interface Resource extends WrittenResource {
  role: Role;
  format: Format;
  /** datapackage.json, and where in it the resource is. */
  package: LocatedKeys;
  at: Path;
  file: string;
  bytes?: Uint8Array;
}

/** Finds a resource's file. Reports `path-outside`, `path-remote`, `file-missing`, `format-unknown`. */
export async function openResource(
  written: WrittenResource,
  located: LocatedKeys,
  index: number,
  folder: Folder,
  diagnostics: Diagnostics,
): Promise<Resource | undefined> {
  const at: Path = ['resources', index];
  const shared = { ...written, role: written.role ?? 'table', package: located, at };
  const paths = [written.path ?? []].flat();
  const [path] = paths;
  if (path === undefined) {
    if (written.data !== undefined) return { ...shared, format: 'json', file: located.file };
    diagnostics.error('key-missing', `resource "${written.name}" has neither "path" nor "data"`, located.at(at));
    return undefined;
  }
  const place = () => located.at([...at, 'path']);
  if (paths.length > 1) {
    diagnostics.error(
      'path-multiple',
      `resource "${written.name}" has ${paths.length} files`,
      place(),
      'put the rows into one file, or make a resource of each',
    );
    return undefined;
  }
  if (pathProblem(path)) {
    diagnostics.list.push(...pathError(path, place()).diagnostics);
    return undefined;
  }
  const format = written.format ?? formatOf(path);
  if (format === undefined) {
    diagnostics.error(
      'format-unknown',
      `"${path}" has no known ending`,
      place(),
      'give the resource a "format": csv, tsv, json, xlsx, geojson or topojson',
    );
    return undefined;
  }
  const file = joinPath(folderOf(located.file), path);
  const bytes = await readFile(folder, file, located, [...at, 'path'], diagnostics);
  return bytes && { ...shared, format, file, bytes };
}

/** The rows of a tabular resource, as written. */
export async function readGrid(resource: Resource, diagnostics: Diagnostics): Promise<Grid | undefined> {
  const grid = await readRows(resource, diagnostics);
  if (grid) checkHead(grid, diagnostics);
  return grid;
}

/** The text of a resource's file. */
export function resourceText({ bytes, file, encoding }: Resource, diagnostics: Diagnostics): string | undefined {
  return bytes && decodeText(bytes, file, diagnostics, encoding);
}

async function readRows(resource: Resource, diagnostics: Diagnostics): Promise<Grid | undefined> {
  const { format, file, bytes, dialect = {} } = resource;
  if (bytes === undefined) return readJsonTable(resource.package, diagnostics, [...resource.at, 'data']);
  if (format === 'xlsx') return readXlsx(bytes, file, diagnostics, dialect.sheetName ?? dialect.sheetNumber);
  const text = resourceText(resource, diagnostics);
  if (text === undefined) return undefined;
  if (format === 'csv' || format === 'tsv')
    return readCsv(text, file, diagnostics, dialect.delimiter ?? (format === 'tsv' ? '\t' : ','));
  const located = readJson(text, file, diagnostics);
  return located && readJsonTable(located, diagnostics, dialect.property === undefined ? [] : [dialect.property]);
}

async function readFile(
  folder: Folder,
  file: string,
  located: LocatedKeys,
  at: Path,
  diagnostics: Diagnostics,
): Promise<Uint8Array | undefined> {
  try {
    const bytes = await folder.read(file);
    if (bytes) return bytes;
    const near = didYouMean(file, await folder.list(folderOf(file)));
    diagnostics.error('file-missing', `there is no file ${file}`, located.at(at), near);
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    diagnostics.list.push(...error.diagnostics.map((diagnostic) => ({ ...diagnostic, place: located.at(at) })));
  }
  return undefined;
}

function formatOf(path: string): Format | undefined {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return (['csv', 'tsv', 'json', 'xlsx', 'geojson', 'topojson'] as const).find((format) => format === ending);
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}
