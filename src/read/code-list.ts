import type { Diagnostics } from '../base/diagnostic.ts';
import type { Code } from '../model/data.ts';
import { given } from './given.ts';
import { checkRecord, propertyOf, type RoleColumns, type RoleRecord } from './record.ts';

export const codeColumns: RoleColumns = {
  code: { isRequired: true },
  label: { isLocalized: true, isRequired: true },
  shortLabel: { isLocalized: true, isShortForm: true },
};

/** A code from its row; columns beyond code and labels become its properties. */
export function toCode(record: RoleRecord, diagnostics: Diagnostics): Code | undefined {
  const code = record.text('code') ?? '';
  if (!checkRecord(record, `code "${code}"`, codeColumns, diagnostics)) return undefined;
  const further = Object.entries(record.values).filter(([column]) => !Object.hasOwn(codeColumns, propertyOf(column)));
  return {
    code,
    label: record.localized('label') ?? code,
    ...given({ shortLabel: record.localized('shortLabel') }),
    properties: Object.fromEntries(further),
  };
}
