import type { Diagnostics } from '../base/diagnostic.ts';
import type { Column } from '../model/data.ts';
import type { Constraints, Field } from './cell.ts';
import type { LocatedKeys, Path } from './located.ts';

/** A Table Schema field as its schema allows it. */
export interface WrittenField extends Omit<Partial<Column>, 'type'> {
  name: string;
  type?: Column['type'] | 'yearmonth' | 'any';
  constraints?: Constraints;
  categories?: unknown[];
  missingValues?: MissingValue[];
  decimalChar?: string;
  groupChar?: string;
  trueValues?: string[];
  falseValues?: string[];
}

export type MissingValue = string | { value: string };

/** A field with the defaults of Table Schema (v2); `type` overrides the written one. */
export function toField(
  written: WrittenField,
  missingValues: readonly MissingValue[] = [''],
  type?: Column['type'],
): Field {
  const { constraints = {}, categories, ...column } = written;
  const allowed = categories?.map((one) =>
    typeof one === 'object' && one !== null && 'value' in one ? one.value : one,
  ) as Constraints['enum'];
  return {
    ...column,
    type: type ?? columnType(written.type),
    constraints: { ...(allowed && { enum: allowed }), ...constraints },
    missingValues: (written.missingValues ?? missingValues).map((value) =>
      typeof value === 'string' ? value : value.value,
    ),
    decimalChar: written.decimalChar ?? '.',
    groupChar: written.groupChar ?? '',
    trueValues: written.trueValues ?? ['true', 'True', 'TRUE', '1'],
    falseValues: written.falseValues ?? ['false', 'False', 'FALSE', '0'],
  };
}

/** Reports `pattern-malformed` for a constraint that is not a regular expression, and takes it away. */
export function checkPattern(field: Field, located: LocatedKeys, path: Path, diagnostics: Diagnostics): void {
  const { pattern } = field.constraints;
  if (pattern === undefined) return;
  try {
    new RegExp(pattern, 'u');
  } catch {
    const place = located.at([...path, 'constraints', 'pattern']);
    diagnostics.error('pattern-malformed', `"${pattern}" is not a regular expression`, place);
    delete field.constraints.pattern;
  }
}

/** What the model keeps of a field. */
export function toColumn({
  name,
  type,
  title,
  shortTitle,
  description,
  unit,
  unitMultiplier,
  decimals,
  codeList,
}: Field): Column {
  const optional = { title, shortTitle, description, unit, unitMultiplier, decimals, codeList };
  return { name, type, ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) };
}

function columnType(type: WrittenField['type']): Column['type'] {
  if (type === 'yearmonth') return 'period';
  return type === undefined || type === 'any' ? 'string' : type;
}
