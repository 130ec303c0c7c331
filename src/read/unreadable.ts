import type { Diagnostic } from '../base/diagnostic.ts';

/** True for a finding that left out a whole file, table, column or setting that others may refer to. */
export function isUnreadable({ severity, code, place }: Diagnostic): boolean {
  if (severity !== 'error') return false;
  return files.has(code) || (settings.has(code) && /(^|\/)(briefing\.yaml|datapackage\.json)$/.test(place?.file ?? ''));
}

const files = new Set([
  'file-missing',
  'file-unreadable',
  'path-outside',
  'path-remote',
  'path-multiple',
  'data-missing',
  'section-missing',
  'format-unknown',
  'encoding-unknown',
  'encoding-invalid',
  'csv-malformed',
  'csv-empty',
  'csv-ragged',
  'json-malformed',
  'json-not-table',
  'yaml-malformed',
  'yaml-aliases',
  'xlsx-malformed',
  'xlsx-too-large',
  'xlsx-empty',
  'sheet-unknown',
  'geometry-malformed',
  'column-missing',
  'column-unknown',
  'column-unnamed',
  'column-duplicate',
]);

const settings = new Set([
  'type-wrong',
  'value-unknown',
  'value-malformed',
  'key-missing',
  'list-empty',
  'item-duplicate',
]);
