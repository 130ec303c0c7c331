import type { Diagnostics } from '../base/diagnostic.ts';
import type { Term } from '../model/data.ts';
import { given } from './given.ts';
import { checkRecord, type RoleColumns, type RoleRecord } from './record.ts';

export const termColumns: RoleColumns = {
  id: { isRequired: true },
  term: { isLocalized: true, isRequired: true },
  shortTerm: { isLocalized: true, isShortForm: true },
  note: { isLocalized: true },
  confidence: {},
  sources: {},
};

/** A term of the glossary from its row; `sources` are ids with spaces between. */
export function toTerm(record: RoleRecord, diagnostics: Diagnostics): Term | undefined {
  const id = record.text('id') ?? '';
  if (!checkRecord(record, `term "${id}"`, termColumns, diagnostics)) return undefined;
  const confidence = record.text('confidence');
  if (confidence !== undefined && !/^(high|medium|low)$/.test(confidence)) {
    diagnostics.error(
      'value-unknown',
      `"confidence" cannot be "${confidence}"`,
      record.at('confidence'),
      'known: high, medium, low',
    );
  }
  return {
    id,
    term: record.localized('term') ?? id,
    ...given({
      shortTerm: record.localized('shortTerm'),
      note: record.localized('note'),
      confidence: confidence as Term['confidence'],
    }),
    sources: record.text('sources')?.trim().split(/\s+/) ?? [],
    place: record.place,
  };
}
