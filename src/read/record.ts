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

/** Reads typed rows by properties; `columns` are the names of the sheet's columns. */
export function toRecords(
  rows: readonly TypedRow[],
  columns: readonly string[],
  languages: readonly LanguageTag[],
): RoleRecord[] {
  const translated = translatedColumns(columns);
  return rows.map((row) => toRecord(row, translated, languages));
}

function toRecord(
  row: TypedRow,
  translated: ReadonlyMap<string, { column: string; language: LanguageTag }[]>,
  languages: readonly LanguageTag[],
): RoleRecord {
  const localized = (name: string): Localized | undefined => {
    const plain = textOf(row.values[name]);
    if (plain !== undefined) return plain;
    const texts = translated.get(name)?.filter(({ column }) => textOf(row.values[column]) !== undefined) ?? [];
    if (texts.length === 0) return undefined;
    return Object.fromEntries(texts.map(({ column, language }) => [language, String(row.values[column])]));
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

/** Property → its columns by language: `label` → `label@zh-Hans`, `label@en`. */
function translatedColumns(columns: readonly string[]): Map<string, { column: string; language: LanguageTag }[]> {
  const translated = new Map<string, { column: string; language: LanguageTag }[]>();
  for (const column of columns) {
    const property = propertyOf(column);
    if (property === column) continue;
    const language = column.slice(property.length + 1);
    translated.set(property, [...(translated.get(property) ?? []), { column, language }]);
  }
  return translated;
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
