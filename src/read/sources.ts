import type { Diagnostics } from '../base/diagnostic.ts';
import type { Source } from '../model/data.ts';
import { given } from './given.ts';
import { checkRecord, type RoleColumns, type RoleRecord } from './record.ts';

export const sourceColumns: RoleColumns = {
  id: { isRequired: true },
  publisher: { isLocalized: true, isRequired: true },
  title: { isLocalized: true, isRequired: true },
  date: {},
  type: { isLocalized: true },
  trust: {},
  url: {},
  license: {},
  maxAge: {},
};

/** A source from its row. Reports `value-unknown` for a trust that is not A, B or C and `value-malformed` for an address. */
export function toSource(record: RoleRecord, diagnostics: Diagnostics): Source | undefined {
  const id = record.text('id') ?? '';
  if (!checkRecord(record, `source "${id}"`, sourceColumns, diagnostics)) return undefined;
  const trust = record.text('trust');
  if (trust !== undefined && !/^[ABC]$/.test(trust)) {
    diagnostics.error(
      'value-unknown',
      `"trust" cannot be "${trust}"`,
      record.at('trust'),
      'A: official or primary; B: official, through news; C: translated or derived',
    );
  }
  const maxAge = record.text('maxAge');
  if (maxAge !== undefined && !/^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$/.test(maxAge)) {
    const hint = 'write P2Y for two years, P6M for six months, P30D for thirty days';
    diagnostics.error('value-malformed', `"${maxAge}" is not a duration`, record.at('maxAge'), hint);
  }
  const url = record.text('url');
  if (url !== undefined && !/^https?:\/\/\S+$/.test(url)) {
    diagnostics.error(
      'value-malformed',
      `"${url}" is not a web address`,
      record.at('url'),
      'write it with https:// or http://',
    );
  }
  return {
    id,
    publisher: record.localized('publisher') ?? '',
    title: record.localized('title') ?? '',
    ...given({
      date: record.text('date'),
      type: record.localized('type'),
      trust: trust as Source['trust'],
      url,
      license: record.text('license'),
      maxAge,
    }),
    place: record.place,
  };
}
