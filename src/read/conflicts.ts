import type { Diagnostics } from '../base/diagnostic.ts';
import type { Conflict } from '../model/data.ts';
import { given } from './given.ts';
import { checkRecord, type RoleColumns, type RoleRecord } from './record.ts';

export const conflictColumns: RoleColumns = {
  id: { isRequired: true },
  fact: { isRequired: true },
  alternative: {},
  explanation: { isLocalized: true, isRequired: true },
};

/** A conflict between two facts from its row. */
export function toConflict(record: RoleRecord, diagnostics: Diagnostics): Conflict | undefined {
  const id = record.text('id') ?? '';
  if (!checkRecord(record, `conflict "${id}"`, conflictColumns, diagnostics)) return undefined;
  return {
    id,
    fact: record.text('fact') ?? '',
    ...given({ alternative: record.text('alternative') }),
    explanation: record.localized('explanation') ?? '',
    place: record.place,
  };
}
