import { UsageError } from '../base/diagnostic.ts';
import type { ParameterValues } from '../model/parameter.ts';

/** `--set city=370200 --set year=2020` → values by name. */
export function givenParameters(written: unknown): ParameterValues {
  const values: Record<string, string> = {};
  for (const word of (written as string[] | undefined) ?? []) {
    const at = word.indexOf('=');
    if (at < 1) throw new UsageError(`"${word}" sets nothing`, 'write --set name=value');
    const name = word.slice(0, at).trim();
    if (Object.hasOwn(values, name)) throw new UsageError(`"${name}" is set twice`);
    values[name] = word.slice(at + 1).trim();
  }
  return values;
}
