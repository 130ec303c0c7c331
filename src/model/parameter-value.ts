import { didYouMean } from '../base/diagnostic.ts';
import type { Localized } from '../base/language.ts';
import type { Code, CodeList } from './data.ts';
import type { Parameter, ParameterValue } from './parameter.ts';
import { isPeriod } from './period.ts';

/** A value that a parameter takes, or why it takes none. */
export type ReadValue = { value: ParameterValue } | { message: string; hint?: string };

/** What was written for a parameter (in YAML, CSV or on the command line) → a value that it allows. */
export function readParameterValue(
  parameter: Parameter,
  written: unknown,
  codeLists: ReadonlyMap<string, CodeList>,
): ReadValue {
  const { name } = parameter;
  if (parameter.type === 'code') return readCode(parameter, String(written), codeLists);
  const value = typed(parameter.type, written);
  if (value === undefined) return { message: `"${name}" should be ${typeWords[parameter.type]}, found "${written}"` };
  const allowed = parameter.enum;
  if (!allowed || allowed.includes(value)) return { value };
  const known = allowed.map(String);
  return { message: `"${name}" cannot be "${value}"`, hint: nearOrAll(String(value), known) };
}

function readCode(
  { name, codeList = '', enum: allowed }: Parameter,
  written: string,
  codeLists: ReadonlyMap<string, CodeList>,
): ReadValue {
  const codes = codeLists.get(codeList)?.codes ?? [];
  const open = allowed ? codes.filter(({ code }) => allowed.map(String).includes(code)) : codes;
  if (open.some(({ code }) => code === written)) return { value: written };
  const named = open.find((code) => labelsOf(code).includes(written));
  const message = codes.some(({ code }) => code === written)
    ? `"${name}" cannot be "${written}"`
    : `"${name}" cannot be "${written}": code list "${codeList}" has no such code`;
  return {
    message,
    hint: named
      ? `"${written}" is "${named.code}"`
      : nearOrAll(
          written,
          open.map(({ code }) => code),
        ),
  };
}

function labelsOf({ label, shortLabel }: Code): string[] {
  const texts = (text: Localized | undefined) => (typeof text === 'object' ? Object.values(text) : [text ?? '']);
  return [...texts(label), ...texts(shortLabel)];
}

function typed(type: Exclude<Parameter['type'], 'code'>, written: unknown): ParameterValue | undefined {
  const text = String(written).trim();
  switch (type) {
    case 'string':
      return text === '' ? undefined : text;
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : undefined;
    case 'period':
      return isPeriod(text) ? text : undefined;
    case 'integer':
      return /^[+-]?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
    case 'number':
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
  }
}

const typeWords = {
  string: 'text',
  boolean: 'true or false',
  period: 'a period such as 2023, 2024-Q1 or 2013/2023',
  integer: 'a whole number',
  number: 'a number',
};

function nearOrAll(written: string, known: string[]): string | undefined {
  const near = didYouMean(written, known);
  if (near || known.length === 0) return near;
  return `known: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ' …' : ''}`;
}
