import type { Diagnostics } from '../base/diagnostic.ts';
import { isLocalized, type LanguageTag } from '../base/language.ts';
import type { Located } from '../model/briefing.ts';
import { type Chosen, fillLocalized, hasPlaceholder } from '../model/placeholder.ts';
import { isObject, listOf, type Path, type Spec } from '../model/spec.ts';
import { unknownIn } from './fill.ts';
import { FormulaError } from './formula.ts';

/** Whether a test such as `fact('rank') <= 3` holds. Throws FormulaError. */
export type Holds = (test: string) => boolean;

/**
 * A chart's specification for the values of the briefing's parameters. Expressions know each parameter by its name, as a
 * parameter of Vega-Lite (https://vega.github.io/vega-lite/docs/parameter.html); other strings may hold `{{city.label}}`;
 * title, subtitle, note and description may be chosen by tests: `{"condition": [{"test": …, "value": …}], "value": …}`.
 */
export function fillChart(
  written: Located,
  languages: readonly LanguageTag[],
  chosen: Chosen,
  holds: Holds,
  diagnostics: Diagnostics,
): Located {
  const spec = walk(written.value, []);
  return { ...written, value: isObject(spec) ? withParams(spec, chosen) : spec };

  function walk(value: unknown, path: Path): unknown {
    if (typeof value === 'string') return fillText(value, path);
    if (Array.isArray(value)) return value.map((entry, index) => walk(entry, [...path, index]));
    if (!isObject(value)) return value;
    if (isLocalized(value)) return fillText(value, path);
    const key = path.at(-1);
    if (typeof key === 'string' && conditional.has(key) && 'condition' in value) return walk(choose(value, path), path);
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [name, data.has(name) ? child : walk(child, [...path, name])]),
    );
  }

  function fillText(text: string | { [language: LanguageTag]: string }, path: Path): unknown {
    const key = path.findLast((part) => typeof part === 'string');
    if (typeof text === 'string' && hasPlaceholder(text) && expressions.has(String(key))) {
      const [, name = ''] = /\{\{\s*(\w+)/.exec(text) ?? [];
      diagnostics.error(
        'parameter-expression',
        'an expression knows parameters by their names, without braces',
        written.at(path),
        `write ${name}, as in "datum.place === ${name}"`,
      );
      return text;
    }
    return fillLocalized(text, languages, chosen, unknownIn(written.at(path), diagnostics));
  }

  function choose(given: Spec, path: Path): unknown {
    for (const [index, each] of listOf(given.condition).entries()) {
      if (!isObject(each) || typeof each.test !== 'string') continue;
      try {
        if (holds(each.test)) return each.value;
      } catch (error) {
        const place = written.at([...path, 'condition', ...(Array.isArray(given.condition) ? [index] : []), 'test']);
        if (error instanceof FormulaError) diagnostics.error(error.code, error.message, place, error.hint);
        else diagnostics.error('formula-syntax', `the test cannot be read: ${(error as Error).message}`, place);
      }
    }
    return given.value;
  }
}

/** Each parameter that the specification names becomes one of Vega-Lite's own, unless it has one of that name. */
function withParams(spec: Spec, chosen: Chosen): Spec {
  if (chosen.size === 0) return spec;
  const own = listOf(spec.params);
  const written = expressionsIn(spec);
  const used = [...chosen.values()].filter(({ name }) => {
    const isNamed = new RegExp(`(?<![\\w.'"])${name}(?![\\w'"])`);
    return written.some((each) => isNamed.test(each)) && !own.some((each) => isObject(each) && each.name === name);
  });
  if (used.length === 0) return spec;
  return { ...spec, params: [...own, ...used.map(({ name, value }) => ({ name, value }))] };
}

/** The strings in which Vega-Lite reads an expression. */
function expressionsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return expressions.has(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((entry) => expressionsIn(entry, key));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]) => (data.has(name) ? [] : expressionsIn(child, name)));
}

const conditional = new Set(['text', 'title', 'subtitle', 'note', 'description']);
const expressions = new Set(['expr', 'filter', 'calculate', 'test']);
const data = new Set(['values', 'datasets', 'params', '$schema']);
