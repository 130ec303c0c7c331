import { childrenOf } from './chart-scope.ts';
import { isObject, listOf, type Path, type Spec } from './spec.ts';

/** A parameter of a Vega-Lite specification with where it stands. */
export interface WrittenParameter {
  parameter: Spec;
  path: Path;
}

/** All parameters of a specification and of the views inside. */
export function parametersOf(spec: Spec, path: Path = []): WrittenParameter[] {
  const own = listOf(spec.params).flatMap((parameter, index) =>
    isObject(parameter) ? [{ parameter, path: [...path, 'params', index] }] : [],
  );
  return [...own, ...childrenOf(spec, path).flatMap(({ child, path }) => parametersOf(child, path))];
}

/** Whether readers can change something: a selection, or a parameter bound to a widget. */
export function hasParameters(spec: Spec): boolean {
  return parametersOf(spec).some(({ parameter }) => 'select' in parameter || 'bind' in parameter);
}

/** Most drawings that stand in for a runtime. */
const mostStates = 8;

/**
 * The states that a chart can be in when its parameters are bound to a few choices each, first the one it is drawn in:
 * `[{census: 2020}, {census: 2010}]`. Undefined when readers can change more, which needs the runtime.
 */
export function statesOf(spec: Spec): Record<string, unknown>[] | undefined {
  const parameters = parametersOf(spec).map(({ parameter }) => parameter);
  if (parameters.some((parameter) => 'select' in parameter)) return undefined;
  const bound = parameters.filter((parameter) => 'bind' in parameter);
  let states: Record<string, unknown>[] = [{}];
  for (const { name, value, bind } of bound) {
    const { input, options } = isObject(bind) ? bind : {};
    const choices =
      input === 'checkbox' ? [true, false] : input === 'select' || input === 'radio' ? listOf(options) : [];
    if (typeof name !== 'string' || !choices.includes(value)) return undefined;
    const ordered = [value, ...choices.filter((choice) => choice !== value)];
    states = states.flatMap((state) => ordered.map((choice) => ({ ...state, [name]: choice })));
    if (states.length > mostStates) return undefined;
  }
  return states;
}

/** Whether parameters have the values that `when` names. */
export function isIn(when: Readonly<Record<string, unknown>>, state: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(when).every(([name, value]) => state[name] === value);
}

/** A specification whose parameters begin with other values. */
export function inState(spec: Spec, state: Readonly<Record<string, unknown>>): Spec {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    const inside = Object.entries(value).map(([key, child]) => [
      key,
      key === 'params'
        ? listOf(child).map((parameter) =>
            isObject(parameter) && typeof parameter.name === 'string' && parameter.name in state
              ? { ...parameter, value: state[parameter.name] }
              : parameter,
          )
        : composed.has(key)
          ? walk(child)
          : child,
    ]);
    return Object.fromEntries(inside);
  };
  return walk(spec) as Spec;
}

const composed = new Set(['layer', 'concat', 'hconcat', 'vconcat', 'spec']);
