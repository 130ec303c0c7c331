import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { Localized } from '../base/language.ts';
import type { Located } from '../model/briefing.ts';
import { parametersOf } from '../model/chart-parameters.ts';
import type { ChartState } from '../model/report.ts';
import { isObject, listOf, objectOr, type Spec } from '../model/spec.ts';

/**
 * What a chart says in other states of its parameters: `{"when": {"census": 2010}, "title": …, "subtitle": …}`. Reports
 * `chart-state` for a state that no widget of the chart leads to.
 */
export function chartStates(
  spec: Spec,
  written: Located,
  text: (value: unknown) => Localized | undefined,
  diagnostics: Diagnostics,
): ChartState[] {
  const bound = new Map(
    parametersOf(spec).flatMap(({ parameter: { name, bind } }) =>
      typeof name === 'string' && isObject(bind) ? [[name, bind] as const] : [],
    ),
  );
  return listOf(objectOr(objectOr(spec.usermeta).jianbao).states).flatMap((entry, index) => {
    const { when, title, subtitle, description } = objectOr(entry);
    const path = ['usermeta', 'jianbao', 'states', index];
    if (!isObject(when)) {
      const hint = 'write {"when": {"census": 2010}, "title": …}';
      diagnostics.error('chart-state', 'a state needs the values of parameters', written.at(path), hint);
      return [];
    }
    for (const [name, value] of Object.entries(when)) {
      const place = written.at([...path, 'when', name]);
      const options = bound.get(name)?.options;
      if (!bound.has(name))
        diagnostics.error('chart-state', `no parameter "${name}" has a widget`, place, didYouMean(name, bound.keys()));
      else if (Array.isArray(options) && !options.includes(value))
        diagnostics.error('chart-state', `the widget of "${name}" does not offer ${JSON.stringify(value)}`, place);
    }
    const words = { title: text(title), subtitle: text(subtitle), description: text(description) };
    const given = Object.entries(words).filter(([, each]) => each !== undefined);
    return [{ when, ...Object.fromEntries(given) }];
  });
}
