import type { Cell, Column } from '../model/data.ts';
import { isPeriod } from '../model/period.ts';
import { shiftDecimal } from './decimal.ts';

/** A column with the rules of its Table Schema field. */
export interface Field extends Column {
  constraints: Constraints;
  missingValues: string[];
  decimalChar: string;
  groupChar: string;
  trueValues: string[];
  falseValues: string[];
  /** A column of a role, such as a fact's value: always in base units, so it can have no multiplier. */
  isBase?: boolean;
  /** The column's values that match `constraints.pattern`. */
  matching?: ReadonlySet<string>;
}

/** Table Schema constraints; minimum and maximum are in the unit that the file is written in. */
export interface Constraints {
  required?: boolean;
  unique?: boolean;
  minimum?: number | string;
  maximum?: number | string;
  exclusiveMinimum?: number | string;
  exclusiveMaximum?: number | string;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  enum?: (string | number | boolean)[];
}

/** The cells of a column as the pattern sees them. */
export function writtenValues(cells: readonly (string | null)[], field: Field): string[] {
  return cells.flatMap((cell) => {
    if (cell === null || field.missingValues.includes(cell)) return [];
    const reading = readTyped(field.type === 'string' ? cell : cell.trim(), field);
    return 'written' in reading ? [String(reading.written)] : [];
  });
}

export type CellReading =
  | { value: Cell }
  | { code: 'type-wrong' | 'constraint-broken' | 'value-missing'; message: string; hint?: string };

/** Gives a written cell its type, in base units, or says what is wrong with it. */
export function readCell(written: string | null, field: Field): CellReading {
  if (written === null || field.missingValues.includes(written)) {
    if (!field.constraints.required) return { value: null };
    return { code: 'value-missing', message: `"${field.name}" has no value` };
  }
  const reading = readTyped(field.type === 'string' ? written : written.trim(), field);
  if (!('value' in reading)) return reading;
  const broken = brokenConstraint(reading.written, field);
  return broken ? { code: 'constraint-broken', message: broken } : { value: reading.value };
}

type Typed = { value: Cell; written: number | string } | Extract<CellReading, { code: string }>;

function readTyped(text: string, field: Field): Typed {
  switch (field.type) {
    case 'integer':
    case 'number':
    case 'year':
      return readNumber(text, field);
    case 'boolean':
      if (field.trueValues.includes(text)) return { value: true, written: text };
      if (field.falseValues.includes(text)) return { value: false, written: text };
      return wrong(text, field, 'true or false');
    case 'date':
      return isPeriod(text) && text.length === 10
        ? { value: text, written: text }
        : wrong(text, field, 'a date such as 2024-02-06');
    case 'period':
      return isPeriod(text)
        ? { value: text, written: text }
        : wrong(text, field, 'a period such as 2023, 2024-Q1, 2024-02 or 2013/2023');
    default:
      return { value: text, written: text };
  }
}

function readNumber(text: string, field: Field): Typed {
  const { type } = field;
  const ungrouped = field.groupChar === '' ? text : text.replaceAll(field.groupChar, '');
  const plain = field.decimalChar === '.' ? ungrouped : ungrouped.replace(field.decimalChar, '.');
  const asWritten = shiftDecimal(plain, 0);
  const shifted = shiftDecimal(plain, field.unitMultiplier ?? 0);
  if (asWritten === undefined || shifted === undefined || !Number.isFinite(Number(shifted))) {
    return wrong(
      text,
      field,
      type === 'number' ? 'a number' : type === 'year' ? 'a year' : 'a whole number',
      numberHint(text, field.isBase),
    );
  }
  if (type === 'year' && !/^-?\d{4}$/.test(asWritten)) return wrong(text, field, 'a year such as 2023');
  if (type === 'integer' && !Number.isSafeInteger(Number(asWritten))) return wrong(text, field, 'a whole number');
  return { value: Number(shifted), written: Number(asWritten) };
}

function wrong(text: string, field: Field, expected: string, hint?: string): Typed {
  return {
    code: 'type-wrong',
    message: `${JSON.stringify(text)} in column "${field.name}" is not ${expected}`,
    ...(hint && { hint }),
  };
}

/** What people write instead of a plain number: full-width digits, thousands separators, the unit beside it. */
function numberHint(text: string, isBase = false): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replace('\u2212', '-')
    .replace(/(?<=\d)[,\s_](?=\d{3})/g, '');
  if (shiftDecimal(plain, 0) !== undefined) return `write ${plain}`;
  const [, number, unit] = /^(-?[\d.]+)\s*(万亿|万|亿|%|‰|k|million|billion)$/.exec(plain) ?? [];
  if (number === undefined || unit === undefined) return undefined;
  const power = { 万: 4, 亿: 8, 万亿: 12, '%': -2, '‰': -3, k: 3, million: 6, billion: 9 }[unit];
  const whole = `write ${shiftDecimal(number, power ?? 0)}`;
  return isBase ? whole : `${whole}, or ${number} and give the column "unitMultiplier": ${power}`;
}

function brokenConstraint(written: number | string, { name, constraints, matching }: Field): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength } = constraints;
  const shown = JSON.stringify(written);
  if (minimum !== undefined && isBelow(written, minimum)) return `${shown} in column "${name}" is below ${minimum}`;
  if (maximum !== undefined && isBelow(maximum, written)) return `${shown} in column "${name}" is above ${maximum}`;
  if (exclusiveMinimum !== undefined && !isBelow(exclusiveMinimum, written))
    return `${shown} in column "${name}" is not above ${exclusiveMinimum}`;
  if (exclusiveMaximum !== undefined && !isBelow(written, exclusiveMaximum))
    return `${shown} in column "${name}" is not below ${exclusiveMaximum}`;
  const length = String(written).length;
  if (minLength !== undefined && length < minLength)
    return `${shown} in column "${name}" is shorter than ${minLength} characters`;
  if (maxLength !== undefined && length > maxLength)
    return `${shown} in column "${name}" is longer than ${maxLength} characters`;
  if (matching && !matching.has(String(written)))
    return `${shown} in column "${name}" does not match ${constraints.pattern}`;
  if (constraints.enum && !constraints.enum.some((value) => String(value) === String(written))) {
    return `${shown} in column "${name}" is not one of ${constraints.enum.join(', ')}`;
  }
  return undefined;
}

/** Numbers by size, dates and periods by their text (ISO 8601 sorts so). */
function isBelow(a: number | string, b: number | string): boolean {
  return typeof a === 'number' || typeof b === 'number' ? Number(a) < Number(b) : a < b;
}
