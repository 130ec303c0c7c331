import type { Diagnostics } from '../base/diagnostic.ts';
import type { Located } from '../model/briefing.ts';
import { parametersOf } from '../model/chart-parameters.ts';
import type { Spec } from '../model/spec.ts';

/** Signals that Vega and Vega-Lite make themselves. */
const taken = new Set('width height padding autosize background datum event item parent words'.split(' '));

/** Reports `chart-parameter-clash` for a parameter whose name another one, Vega or our own expression function has. */
export function checkParameters(spec: Spec, written: Located, diagnostics: Diagnostics): void {
  const seen = new Map<string, number | undefined>();
  for (const { parameter, path } of parametersOf(spec)) {
    const { name } = parameter;
    if (typeof name !== 'string') continue;
    const place = written.at([...path, 'name']);
    if (taken.has(name)) {
      const hint = 'choose another name, and use it in the expressions that read the parameter';
      diagnostics.error(
        'chart-parameter-clash',
        `a parameter cannot be called "${name}": Vega uses the name`,
        place,
        hint,
      );
    } else if (seen.has(name)) {
      const line = seen.get(name);
      const hint =
        line === undefined ? undefined : `the first is in line ${line}; one parameter serves the whole chart`;
      diagnostics.error('chart-parameter-clash', `two parameters are called "${name}"`, place, hint);
    }
    if (!seen.has(name)) seen.set(name, place.line);
  }
}
