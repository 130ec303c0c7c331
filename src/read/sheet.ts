import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { Column } from '../model/data.ts';
import type { Field } from './cell.ts';
import { checkPattern, toField } from './field.ts';
import type { Grid } from './grid.ts';
import { propertyOf, type RoleColumns } from './record.ts';
import { type Resource, readGrid } from './resource.ts';
import { checkKey, type TypedRow, typeRows } from './typed-rows.ts';

/** A tabular resource with its rows typed. */
export interface Sheet {
  resource: Resource;
  fields: Field[];
  rows: TypedRow[];
  primaryKey: string[];
  /** Place of a column's name in the file; of the file's head when there is no such column. */
  headAt(name: string): Place;
}

/**
 * Reads a tabular resource by its Table Schema; without one, columns of numbers are numbers and the rest text. The
 * columns of a role have the role's types, whatever the schema says. Reports `column-unknown`, `column-missing`,
 * `row-duplicate` and what cells get wrong.
 */
export async function readSheet(
  resource: Resource,
  roleColumns: RoleColumns | undefined,
  diagnostics: Diagnostics,
): Promise<Sheet | undefined> {
  const grid = await readGrid(resource, diagnostics);
  if (grid === undefined) return undefined;
  const { schema } = resource;
  const fields = schema ? declaredFields(resource, roleColumns, diagnostics) : foundFields(grid, roleColumns);
  const [match = 'equal'] = [schema?.fieldsMatch ?? 'equal'].flat();
  const rows = typeRows(grid, fields, match, diagnostics);
  const primaryKey = [schema?.primaryKey ?? []].flat();
  for (const key of uniqueKeys(primaryKey, fields, roleColumns)) checkKey(rows, key, diagnostics);
  return { resource, fields, rows, primaryKey, headAt: (name) => grid.headAt(Math.max(0, grid.head.indexOf(name))) };
}

function declaredFields(
  { schema, package: located, at }: Resource,
  roleColumns: RoleColumns | undefined,
  diagnostics: Diagnostics,
): Field[] {
  const key = [schema?.primaryKey ?? []].flat();
  return (schema?.fields ?? []).flatMap((written, index) => {
    // Reported where the data package is read.
    if (written?.name === undefined) return [];
    const field = toField(written, schema?.missingValues, roleType(written.name, roleColumns));
    if (key.includes(field.name)) field.constraints = { ...field.constraints, required: true };
    checkPattern(field, located, [...at, 'schema', 'fields', index], diagnostics);
    // What a role requires is checked by the role, with better words.
    const { isRequired, isChecked } = roleColumns?.[propertyOf(field.name)] ?? {};
    field.isBase = roleType(written.name, roleColumns) !== undefined;
    if (isRequired || isChecked) field.constraints = { ...field.constraints, required: false };
    return field;
  });
}

function foundFields(grid: Grid, roleColumns: RoleColumns | undefined): Field[] {
  return grid.head
    .map((name, index) => ({ name, index }))
    .filter(({ name }) => name !== '')
    .map(({ name, index }) => {
      const type = roleType(name, roleColumns);
      return { ...toField({ name, type: type ?? guessType(grid, index) }), isBase: type !== undefined };
    });
}

function roleType(name: string, roleColumns: RoleColumns | undefined): Column['type'] | undefined {
  const column = roleColumns?.[propertyOf(name)];
  return column && (column.type ?? 'string');
}

/** Codes such as 037 keep their zeros: a number does not begin with one. */
function guessType(grid: Grid, index: number): Column['type'] {
  const texts = grid.rows.map((row) => row.cells[index] ?? '').filter((text) => text !== '');
  return texts.length > 0 && texts.every((text) => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) ? 'number' : 'string';
}

/** Ids of a role are checked across files, where they are collected. */
function uniqueKeys(primaryKey: string[], fields: readonly Field[], roleColumns: RoleColumns | undefined): string[][] {
  const single = fields.filter((field) => field.constraints.unique).map((field) => [field.name]);
  const keys = primaryKey.length > 0 ? [primaryKey, ...single] : single;
  return roleColumns ? keys.filter(([name, ...more]) => more.length > 0 || !roleColumns[name ?? '']?.isRequired) : keys;
}
