import { isObject, listOf, type Spec } from '../../model/spec.ts';

/** What was made of a specification, and what was said meanwhile. */
export interface Compiled {
  /** Vega's. */
  spec: Spec;
  /** Vega's dataflow, which Vega reads and does not change but for rows and values. */
  dataflow: Spec;
  warnings: readonly string[];
  errors: readonly string[];
}

/**
 * Compiles a Vega-Lite specification, or takes what was compiled of it for other values of its parameters: those are
 * signals of the dataflow and change nothing else in it. The charts of a batch differ in nothing more.
 */
export function compileOnce(spec: Spec, config: object, compile: (spec: Spec) => Compiled): Compiled {
  const values = new Map(listOf(spec.params).flatMap(parameterOf));
  if (values.size === 0) return compile(spec);
  const key = JSON.stringify([spec, config], (name, value) => (name === 'params' ? names(value) : value));
  const known = kept.get(key) ?? compile(spec);
  kept.delete(key);
  kept.set(key, known);
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  const operators = listOf(known.dataflow.operators).map((written) =>
    isObject(written) ? own(written, values) : written,
  );
  return { ...known, dataflow: { ...known.dataflow, operators } };
}

/** A briefing's charts in a few languages and widths. */
const most = 48;

const kept = new Map<string, Compiled>();

/** An operator with rows and values that its view may write into. */
function own(operator: Spec, values: ReadonlyMap<unknown, unknown>): Spec {
  if (operator.type === 'operator' && values.has(operator.signal))
    return { ...operator, value: values.get(operator.signal) };
  return isObject(operator.value) || Array.isArray(operator.value)
    ? { ...operator, value: structuredClone(operator.value) }
    : operator;
}

/** A parameter that is a value and nothing more. */
function parameterOf(written: unknown): [unknown, unknown][] {
  if (!isObject(written)) return [];
  const keys = Object.keys(written);
  return keys.length === 2 && 'name' in written && 'value' in written ? [[written.name, written.value]] : [];
}

function names(written: unknown): unknown {
  return listOf(written).map((each) => (parameterOf(each).length > 0 && isObject(each) ? [each.name] : each));
}
