import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { Reading } from './add-resource.ts';
import { checkForeignKeys } from './foreign-keys.ts';
import type { Role } from './resource.ts';
import type { Sheet } from './sheet.ts';
import { checkCodes, checkColumns, checkSources } from './table.ts';

/** Everything that one row says of another: codes, sources, facts, foreign keys. */
export function checkAcross(sheets: readonly Sheet[], { data, lost }: Reading, diagnostics: Diagnostics): void {
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
