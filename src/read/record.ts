import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { type LanguageTag, type Localized, pick } from '../base/language.ts';
import type { Cell, Column, Row } from '../model/data.ts';
import type { TypedRow } from './typed-rows.ts';

/**
 * The columns that a resource of a role may have. Localised ones are written `name` or `name@language`; a short form may
 * lack a language, whose full form is short enough. `isChecked`: the role itself says when the property is required.
 */
export interface RoleColumns {
  [name: string]: {
    type?: Column['type'];
    isLocalized?: boolean;
    isShortForm?: boolean;
    isRequired?: boolean;
    isChecked?: boolean;
  };
}

/** A row of facts, sources, terms …: its cells by property, the columns of one localised property taken together. */
export interface RoleRecord {
  place: Place;
  values: Row;
  at(name: string): Place;
  /** Whether anything stands in the cell, right or wrong. */
  isWritten(name: string): boolean;
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  localized(name: string): Localized | undefined;
  /** The languages of the briefing that a localised property has no text for, when it has any. */
  missing(name: string): LanguageTag[];
}

/** Reads a typed row by properties. */
export function toRecord(row: TypedRow, languages: readonly LanguageTag[]): RoleRecord {
  const localized = (name: string): Localized | undefined => {
    const plain = textOf(row.values[name]);
    if (plain !== undefined) return plain;
    const texts = Object.entries(row.values)
      .filter(([column, value]) => column.startsWith(`${name}@`) && textOf(value) !== undefined)
      .map(([column, value]) => [column.slice(name.length + 1), String(value)]);
    return texts.length === 0 ? undefined : Object.fromEntries(texts);
  };
  return {
    place: row.place,
    values: row.values,
    at: row.at,
    isWritten: row.isWritten,
    text: (name) => textOf(row.values[name]),
    number: (name) => (typeof row.values[name] === 'number' ? row.values[name] : undefined),
    localized,
    missing: (name) => {
      const text = localized(name);
      return text === undefined ? [] : languages.filter((language) => pick(text, language) === undefined);
    },
  };
}

/** The property that a column belongs to: `label@en` → `label`. */
export function propertyOf(column: string): string {
  return column.replace(/@.*$/, '');
}

/**
 * Reports `value-missing` for required properties that a record lacks and `translation-missing` for localised ones that
 * lack a language. False when the first column, the record's name, is missing: nothing can refer to it.
 */
export function checkRecord(record: RoleRecord, what: string, columns: RoleColumns, diagnostics: Diagnostics): boolean {
  let isNamed = true;
  for (const [name, { isLocalized, isShortForm, isRequired }] of Object.entries(columns)) {
    const isThere = isLocalized ? record.localized(name) !== undefined : record.isWritten(name);
    if (isRequired && !isThere) {
      diagnostics.error('value-missing', `${what} has no "${name}"`, record.at(cellName(record, name)));
      if (name === Object.keys(columns)[0]) isNamed = false;
    }
    for (const language of isLocalized && !isShortForm ? record.missing(name) : []) {
      const column = `${name}@${language}`;
      diagnostics.error(
        'translation-missing',
        `${what} has no "${name}" in ${language}`,
        record.at(column),
        record.values[column] === undefined ? `add a column ${column}` : undefined,
      );
    }
  }
  return isNamed;
}

function cellName(record: RoleRecord, name: string): string {
  return Object.keys(record.values).find((column) => propertyOf(column) === name) ?? name;
}

function textOf(cell: Cell | undefined): string | undefined {
  return cell === null || cell === undefined || cell === '' ? undefined : String(cell);
}
