import { didYouMean, UsageError } from '../base/diagnostic.ts';
import type { CodeList } from '../model/data.ts';
import type { ChosenParameter, Parameter, ParameterValues } from '../model/parameter.ts';
import { readParameterValue } from '../model/parameter-value.ts';
import type { Chosen } from '../model/placeholder.ts';

/**
 * A value for each of a briefing's parameters: the given one, else its default. Throws one UsageError for all that is
 * wrong: a name that is unknown, a value that is not allowed, a parameter without a value.
 */
export function chooseParameters(
  parameters: readonly Parameter[],
  given: ParameterValues,
  codeLists: ReadonlyMap<string, CodeList>,
): Chosen {
  const wrong: UsageError[] = [];
  const names = parameters.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    const none = names.length === 0 ? 'the briefing has no parameters' : `known: ${names.join(', ')}`;
    wrong.push(new UsageError(`no parameter "${name}"`, didYouMean(name, names) ?? none));
  }
  const chosen = parameters.flatMap((parameter) => choose(parameter) ?? []);
  const [first, ...others] = wrong;
  if (first) throw new UsageError(first.message, first.hint, others);
  return new Map(chosen.map((each) => [each.name, each]));

  function choose(parameter: Parameter): ChosenParameter | undefined {
    const { name, codeList } = parameter;
    const written = Object.hasOwn(given, name) ? given[name] : parameter.default;
    if (written === undefined) {
      wrong.push(new UsageError(`parameter "${name}" has no value and no default`, `give it one: --set ${name}=…`));
      return undefined;
    }
    const read = readParameterValue(parameter, written, codeLists);
    if ('message' in read) {
      wrong.push(new UsageError(read.message, read.hint));
      return undefined;
    }
    const code =
      codeList === undefined ? undefined : codeLists.get(codeList)?.codes.find((each) => each.code === read.value);
    return { name, value: read.value, ...(code && { code }) };
  }
}

/** The plain values, for manifests and reports. */
export function valuesOf(chosen: Chosen): ParameterValues {
  return Object.fromEntries([...chosen.values()].map(({ name, value }) => [name, value]));
}
