import type { Diagnostics } from '../base/diagnostic.ts';
import type { Fact, ObservationKind, Qualifier, Unit } from '../model/data.ts';
import { isPeriod } from '../model/period.ts';
import { hasPlaceholder } from '../model/placeholder.ts';
import { given } from './given.ts';
import { nearOrKnown } from './known.ts';
import { checkRecord, type RoleColumns, type RoleRecord } from './record.ts';

export const factColumns: RoleColumns = {
  id: { isRequired: true },
  value: { type: 'number', isChecked: true },
  upper: { type: 'number' },
  unit: { isChecked: true },
  period: { isRequired: true },
  kind: { isRequired: true },
  qualifier: {},
  comparison: {},
  scope: {},
  of: {},
  label: { isLocalized: true, isRequired: true },
  shortLabel: { isLocalized: true, isShortForm: true },
  source: { isChecked: true },
  quote: {},
  locator: { isLocalized: true },
  status: {},
  note: { isLocalized: true },
  formula: {},
};

const kinds: ObservationKind[] = [
  'flow',
  'level',
  'target',
  'forecast',
  'growth',
  'change',
  'share',
  'rank',
  'ordinal',
  'event',
  'claim',
  'structure',
];
const qualifiers: Qualifier[] = ['more-than', 'at-least', 'about', 'at-most', 'less-than'];
const comparisons: NonNullable<Fact['comparison']>[] = ['year-on-year', 'period-on-period', 'on-target'];
const statuses: NonNullable<Fact['status']>[] = ['confirmed', 'inferred'];
/** Kinds that say nothing without a number. */
const measured: readonly string[] = ['flow', 'level', 'growth', 'change', 'share', 'forecast'];

/** A fact from its row, in base units. Reports `unit-unknown`, `period-malformed`, `value-unknown`, `value-missing` … */
export function toFact(
  record: RoleRecord,
  units: ReadonlyMap<string, Unit>,
  diagnostics: Diagnostics,
): Fact | undefined {
  const id = record.text('id') ?? '';
  if (!checkRecord(record, `fact "${id}"`, factColumns, diagnostics)) return undefined;
  const value = record.number('value') ?? null;
  const formula = record.text('formula');
  const unit = record.text('unit');
  checkUnit();
  checkPeriod();
  checkValue();
  return {
    id,
    value,
    unit: unit ?? 'number',
    period: record.text('period') ?? '',
    kind: oneOf('kind', kinds) ?? 'claim',
    label: record.localized('label') ?? id,
    ...given({
      upper: record.number('upper'),
      qualifier: oneOf('qualifier', qualifiers),
      comparison: oneOf('comparison', comparisons),
      scope: record.text('scope'),
      of: record.text('of'),
      shortLabel: record.localized('shortLabel'),
      source: record.text('source'),
      quote: record.localized('quote'),
      locator: record.localized('locator'),
      status: oneOf('status', statuses),
      note: record.localized('note'),
      formula,
    }),
    place: record.place,
  };

  function checkUnit(): void {
    if (unit !== undefined && !units.has(unit)) {
      diagnostics.error('unit-unknown', `no unit "${unit}"`, record.at('unit'), nearOrKnown(unit, [...units.keys()]));
    } else if (unit === undefined && (value !== null || formula !== undefined)) {
      diagnostics.error('value-missing', `fact "${id}" has a value and no "unit"`, record.at('unit'));
    }
  }

  function checkPeriod(): void {
    const period = record.text('period') ?? '';
    if (isPeriod(period) || hasPlaceholder(period)) return;
    diagnostics.error(
      'period-malformed',
      `"${period}" is not a period`,
      record.at('period'),
      'write 2023, 2024-Q1, 2024-02, 2024-02-06, or 2013/2023',
    );
  }

  function checkValue(): void {
    const upper = record.number('upper');
    const isWritten = record.isWritten('value');
    if (formula !== undefined && isWritten) {
      diagnostics.error(
        'value-and-formula',
        `fact "${id}" has a value and a formula`,
        record.at('formula'),
        'a derived fact has a formula only',
      );
    } else if (formula === undefined && !isWritten && measured.includes(record.text('kind') ?? '')) {
      diagnostics.error(
        'value-missing',
        `fact "${id}" of kind "${record.text('kind')}" has neither value nor formula`,
        record.at('value'),
      );
    }
    if (formula === undefined && record.text('source') === undefined) {
      diagnostics.error(
        'source-missing',
        `fact "${id}" has no source`,
        record.at('source'),
        'give the id of a row of the sources',
      );
    }
    if (upper !== undefined && value !== null && upper < value) {
      diagnostics.error('range-reversed', `the upper end ${upper} is below the value ${value}`, record.at('upper'));
    }
  }

  function oneOf<T extends string>(name: string, known: readonly T[]): T | undefined {
    const written = record.text(name);
    if (written === undefined) return undefined;
    const found = known.find((one) => one === written);
    if (found === undefined) {
      diagnostics.error(
        'value-unknown',
        `"${name}" cannot be "${written}"`,
        record.at(name),
        nearOrKnown(written, known),
      );
    }
    return found;
  }
}
