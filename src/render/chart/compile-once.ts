import { memo } from '../../base/memo.ts';
import { isObject, listOf, objectOr, type Spec } from '../../model/spec.ts';
import { blankOf, filled, type Places, placesIn } from './blanks.ts';

/** What was made of a specification, and what was said meanwhile. */
export interface Compiled {
  /** Vega's. */
  spec: Spec;
  /** Vega's dataflow, which Vega reads and does not change but for rows, values and the events it may act on. */
  dataflow: Spec;
  warnings: readonly string[];
  errors: readonly string[];
}

/**
 * Compiles a Vega-Lite specification, or takes what was compiled of one that differs in its texts, its rows and the
 * values of its parameters only: those change nothing else in the dataflow. So do a chart in two languages, and the
 * charts of a batch.
 */
export function compileOnce(spec: Spec, config: object, compile: (spec: Spec) => Compiled): Compiled {
  const values = new Map(listOf(spec.params).flatMap(parameterOf));
  // A specification is drawn in several widths.
  const { blank, taken, key: ofSpec } = memo(spec, 'emptied', [], () => emptied(spec));
  const key = ofSpec + memo(config, 'as JSON', [], () => JSON.stringify(config));
  const known = kept.get(key) ?? withPlaces(compile(blank));
  kept.delete(key);
  kept.set(key, known);
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  const { dataflow, warnings, errors } = filled(
    { dataflow: known.dataflow, warnings: known.warnings, errors: known.errors },
    known.places,
    taken,
  );
  const shared = listOf(known.dataflow.operators);
  const operators = listOf(dataflow.operators).map((written, index) =>
    isObject(written) ? own(written, objectOr(shared[index]).value === written.value, values) : written,
  );
  // Vega turns a list in it into another form, which is not to be seen in the next one.
  const eventConfig = structuredClone(dataflow.eventConfig);
  return { spec: known.spec, dataflow: { ...dataflow, operators, eventConfig }, warnings, errors };
}

/** A briefing's charts in both widths, in one language and in several. */
const most = 96;

const kept = new Map<string, Compiled & { places: Places | undefined }>();

/** A specification without what compiling does not look at, and what tells it from others. */
interface Emptied {
  blank: Spec;
  taken: unknown[];
  key: string;
}

function emptied(spec: Spec): Emptied {
  const { spec: blank, taken } = blankOf(spec);
  return { blank, taken, key: JSON.stringify(blank, (name, value) => (name === 'params' ? names(value) : value)) };
}

function withPlaces(compiled: Compiled): Compiled & { places: Places | undefined } {
  const { dataflow, warnings, errors } = compiled;
  return { ...compiled, places: placesIn({ dataflow, warnings, errors }) };
}

/** An operator with values that its view may write into. */
function own(operator: Spec, isShared: boolean, values: ReadonlyMap<unknown, unknown>): Spec {
  if (operator.type === 'operator' && values.has(operator.signal))
    return { ...operator, value: values.get(operator.signal) };
  const { value } = operator;
  if (isShared && (isObject(value) || Array.isArray(value))) return { ...operator, value: structuredClone(value) };
  // Beside rows of its own.
  const format = isObject(value) ? value.$format : undefined;
  return isObject(format) ? { ...operator, value: { ...objectOr(value), $format: { ...format } } } : operator;
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
