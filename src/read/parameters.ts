import type { Diagnostics } from '../base/diagnostic.ts';
import { didYouMean } from '../base/diagnostic.ts';
import type { Localized } from '../base/language.ts';
import type { CodeList } from '../model/data.ts';
import type { Parameter, ParameterValue } from '../model/parameter.ts';
import { readParameterValue } from '../model/parameter-value.ts';
import { given } from './given.ts';
import type { LocatedKeys } from './located.ts';

/** `parameters:` of briefing.yaml as its schema allows it. */
export type WrittenParameters = Record<
  string,
  {
    codeList?: string;
    type?: Exclude<Parameter['type'], 'code'>;
    enum?: ParameterValue[];
    default?: ParameterValue;
    title?: Localized;
  }
>;

/** The parameters that briefing.yaml declares. Reports `parameter-name` and `parameter-type`. */
export function parametersOf(
  written: WrittenParameters | undefined,
  located: LocatedKeys,
  diagnostics: Diagnostics,
): Parameter[] {
  return Object.entries(written ?? {}).map(([name, { codeList, type, title, ...rest }]): Parameter => {
    const place = located.keyAt(['parameters', name]);
    if (reserved.has(name)) {
      diagnostics.error(
        'parameter-name',
        `a parameter cannot be called "${name}"`,
        place,
        'templates or charts mean something else by it',
      );
    }
    if (codeList !== undefined && type !== undefined) {
      const message = `parameter "${name}" has a type and a code list`;
      diagnostics.error(
        'parameter-type',
        message,
        located.at(['parameters', name, 'type']),
        'its values are the codes: take "type" away',
      );
    }
    const values = rest.enum && { enum: codeList === undefined ? rest.enum : rest.enum.map(String) };
    return {
      name,
      type: codeList === undefined ? (type ?? 'string') : 'code',
      ...given({ codeList, title, default: rest.default }),
      ...values,
      place,
    };
  });
}

/**
 * Checks what parameters say of the data, and that defaults are allowed values; gives each default in its type, or
 * nothing when something is wrong with a parameter. Reports `code-list-unknown` and `parameter-value`.
 */
export function checkParameters(
  parameters: readonly Parameter[],
  codeLists: ReadonlyMap<string, CodeList>,
  located: LocatedKeys,
  diagnostics: Diagnostics,
): Parameter[] | undefined {
  const before = diagnostics.list.length;
  const checked = parameters.map((parameter) => {
    const { name, codeList } = parameter;
    const at = (key: string, index?: number) =>
      located.at(['parameters', name, key, ...(index === undefined ? [] : [index])]);
    if (codeList !== undefined && !codeLists.has(codeList)) {
      const hint = didYouMean(codeList, codeLists.keys());
      diagnostics.error('code-list-unknown', `no code list "${codeList}"`, at('codeList'), hint);
      return parameter;
    }
    const { enum: _, ...open } = parameter;
    const allowed = parameter.enum?.map((value, index) => allowedValue(open, value, at('enum', index)));
    const narrowed: Parameter = allowed
      ? { ...parameter, enum: allowed.filter((value) => value !== undefined) }
      : parameter;
    if (parameter.default === undefined) return narrowed;
    const standard = allowedValue(narrowed, parameter.default, at('default'));
    return standard === undefined ? narrowed : { ...narrowed, default: standard };
  });
  const isWrong = diagnostics.list.some(({ code }, index) => index >= before || code.startsWith('parameter-'));
  return isWrong && parameters.length > 0 ? undefined : checked;

  function allowedValue(parameter: Parameter, written: ParameterValue, place: ReturnType<LocatedKeys['at']>) {
    const read = readParameterValue(parameter, written, codeLists);
    if ('value' in read) return read.value;
    diagnostics.error('parameter-value', read.message, place, read.hint);
    return undefined;
  }
}

/** Names that templates and the expressions of charts have already. */
const reserved = new Set(
  [
    'briefing section parameter if unless each with lookup log field test',
    'fact change rank label period cell code term source message ref literal chart table',
    'datum event item group parent facet cursor width height padding autosize background unit child',
    'true false null undefined this',
  ].flatMap((words) => words.split(' ')),
);
