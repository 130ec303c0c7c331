import schema from '../../schemas/datapackage.schema.json' with { type: 'json' };
import type { Diagnostics } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import type { Folder } from '../base/world.ts';
import type { DataPackage, Unit } from '../model/data.ts';
import { addSheet, addWhole, isWhole, type Reading, roleColumns } from './add-resource.ts';
import { checkAcross } from './check-across.ts';
import { readBytes } from './file.ts';
import { type LocatedKeys, readJson } from './located.ts';
import { openResource, type Resource, type Role, type WrittenResource } from './resource.ts';
import { readShape, type Schema } from './shape.ts';
import { readSheet } from './sheet.ts';
import { decodeText } from './text.ts';
import { checkAllTranslations } from './translation.ts';

/** What the data is read with: the briefing's languages and the theme's units. */
export interface DataContext {
  languages: readonly LanguageTag[];
  units: ReadonlyMap<string, Unit>;
}

const fileName = 'data/datapackage.json';

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
