import type { Row } from '../model/data.ts';
import { isObject, listOf, type Spec } from '../model/spec.ts';

/**
 * Whether the filters at the head of a specification keep a row. Only Vega-Lite's field predicates are read (`equal`,
 * `oneOf`, `range`, `lt` …, `valid`, with and/or/not) and `datum.a == "b"` comparisons; any other keeps every row.
 */
export function keeps(spec: Spec, row: Row): boolean {
  return listOf(spec.transform).every((transform) =>
    isObject(transform) && 'filter' in transform ? (holds(transform.filter, row) ?? true) : true,
  );
}

/** Undefined when the predicate is of a kind that is not read here. */
function holds(predicate: unknown, row: Row): boolean | undefined {
  if (typeof predicate === 'string') return comparisons(predicate, row);
  if (!isObject(predicate)) return undefined;
  if (Array.isArray(predicate.and)) return all(predicate.and.map((each) => holds(each, row)));
  if (Array.isArray(predicate.or)) {
    const answers = predicate.or.map((each) => holds(each, row));
    return answers.includes(undefined) ? undefined : answers.includes(true);
  }
  if ('not' in predicate) {
    const answer = holds(predicate.not, row);
    return answer === undefined ? undefined : !answer;
  }
  if (typeof predicate.field !== 'string' || predicate.timeUnit !== undefined || !(predicate.field in row))
    return undefined;
  const value = row[predicate.field] ?? null;
  if ('equal' in predicate) return value === predicate.equal;
  if (Array.isArray(predicate.oneOf)) return predicate.oneOf.includes(value);
  if (typeof predicate.valid === 'boolean') return (value !== null) === predicate.valid;
  if (typeof value !== 'number') return undefined;
  if (Array.isArray(predicate.range)) {
    const [from, to] = predicate.range;
    return (from === null || value >= Number(from)) && (to === null || value <= Number(to));
  }
  if (typeof predicate.lt === 'number') return value < predicate.lt;
  if (typeof predicate.lte === 'number') return value <= predicate.lte;
  if (typeof predicate.gt === 'number') return value > predicate.gt;
  if (typeof predicate.gte === 'number') return value >= predicate.gte;
  return undefined;
}

/** `datum.year === 2020 && datum.level != 'county'`. */
function comparisons(expression: string, row: Row): boolean | undefined {
  const parts = expression.split('&&').map((part) => {
    const match = /^\s*datum\.(\w+)\s*(===?|!==?|>=?|<=?)\s*(?:'([^']*)'|"([^"]*)"|(-?[\d.]+)|(null))\s*$/.exec(part);
    const [, field = '', operator = '', single, double, number, nothing] = match ?? [];
    if (!match || !(field in row)) return undefined;
    const right = nothing ? null : number !== undefined ? Number(number) : (single ?? double ?? '');
    return compare(row[field] ?? null, operator, right);
  });
  return all(parts);
}

function compare(left: Row[string], operator: string, right: string | number | null): boolean {
  if (operator.startsWith('=')) return left === right;
  if (operator.startsWith('!')) return left !== right;
  if (left === null || right === null) return false;
  if (operator === '>') return left > right;
  if (operator === '>=') return left >= right;
  return operator === '<' ? left < right : left <= right;
}

function all(answers: (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}
