import type { Place } from '../base/diagnostic.ts';
import type { Localized } from '../base/language.ts';
import type { Code, Row } from './data.ts';

/** What a briefing can be made for: declared in briefing.yaml, chosen by `--set`, a batch or its default. */
export interface Parameter {
  name: string;
  title?: Localized;
  type: 'code' | 'string' | 'integer' | 'number' | 'boolean' | 'period';
  /** Of type `code`: the code list whose codes are allowed. */
  codeList?: string;
  /** The only values allowed; absent for all of the type. */
  enum?: ParameterValue[];
  default?: ParameterValue;
  place: Place;
}

export type ParameterValue = string | number | boolean;

/** A value for each parameter by name. */
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** A parameter with its value; `code` is its row of the code list. */
export interface ChosenParameter {
  name: string;
  value: ParameterValue;
  code?: Code;
}

/** What `{{city.label}}`, `{{city.circle}}` or `{{city}}` stands for; undefined when there is no such part. */
export function partOf(
  { value, code }: ChosenParameter,
  part: string | undefined,
): Localized | Row[string] | undefined {
  if (part === undefined) return value;
  if (!code) return undefined;
  if (part === 'code') return code.code;
  if (part === 'label') return code.label;
  if (part === 'shortLabel') return code.shortLabel ?? code.label;
  return Object.hasOwn(code.properties, part) ? code.properties[part] : undefined;
}

/** The parts that a parameter has, for hints. */
export function partsOf({ code }: ChosenParameter): string[] {
  return code ? ['code', 'label', 'shortLabel', ...Object.keys(code.properties)] : [];
}
