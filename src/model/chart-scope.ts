import type { Column } from './data.ts';
import { isObject, listOf, objectOr, type Path, type Spec } from './spec.ts';

/** The fields that a place in a Vega-Lite specification can name, with the table's column each one stands for. */
export interface Scope {
  fields: ReadonlyMap<string, Column | undefined>;
  /** True when further fields may exist: inline data, files, maps, pivots. */
  open: boolean;
}

/** What fields a `data` object gives. */
export type DataScope = (data: Spec) => Scope;

/** A scope that any field may be in. */
export const openScope: Scope = { fields: new Map(), open: true };

/** The scope inside a specification: its own `data` or the one handed down, after its own transforms. */
export function scopeInside(spec: Spec, inherited: Scope, dataScope: DataScope): Scope {
  const start = isObject(spec.data) ? dataScope(spec.data) : inherited;
  return scopeAfter(start, listOf(spec.transform), dataScope);
}

/** The scope after a list of Vega-Lite transforms. */
export function scopeAfter(scope: Scope, transforms: readonly unknown[], dataScope: DataScope): Scope {
  return transforms.reduce<Scope>((before, transform) => after(before, objectOr(transform), dataScope), scope);
}

/** The views inside a composed view, with the path of each; none for a unit. */
export function childrenOf(spec: Spec, path: Path): { child: Spec; path: Path }[] {
  const lists = ['layer', 'concat', 'hconcat', 'vconcat'].flatMap((key) =>
    listOf(spec[key]).map((child, index) => ({ child, path: [...path, key, index] })),
  );
  const all = [...lists, { child: spec.spec, path: [...path, 'spec'] }];
  return all.flatMap(({ child, path }) => (isObject(child) ? [{ child, path }] : []));
}

/** The first step of a field's path: `properties.code` → `properties`, `a\.b` → `a.b`, `['a b']` → `a b`. */
export function fieldName(field: string): string {
  const bracket = /^\[\s*(?:'([^']*)'|"([^"]*)"|(\w+))\s*\]/.exec(field);
  if (bracket) return bracket[1] ?? bracket[2] ?? bracket[3] ?? '';
  const head = /^(?:\\.|[^.[\\])*/.exec(field)?.[0] ?? field;
  return head.replace(/\\(.)/g, '$1');
}

/** Aggregates whose result is in the unit of the field that they read. */
export function keepsUnit(op: unknown): boolean {
  return typeof op !== 'string' || !/^(count|distinct|valid|missing|variance|variancep|product|exponential)$/.test(op);
}

type Fields = Map<string, Column | undefined>;

function after(scope: Scope, transform: Spec, dataScope: DataScope): Scope {
  const column = (field: unknown) => (typeof field === 'string' ? scope.fields.get(fieldName(field)) : undefined);
  const grouped = (): Fields => new Map(strings(transform.groupby).map((field) => [field, column(field)]));
  const only = (fields: Fields): Scope => ({ fields, open: false });
  const plus = (entries: Iterable<readonly [string, Column | undefined]>, open = scope.open): Scope => ({
    fields: new Map([...scope.fields, ...entries]),
    open,
  });

  if (Array.isArray(transform.aggregate)) return only(withResults(grouped(), transform.aggregate, column));
  if ('joinaggregate' in transform) return plus(withResults(new Map(), listOf(transform.joinaggregate), column));
  if ('window' in transform) return plus(withResults(new Map(), listOf(transform.window), column));
  if ('density' in transform)
    return only(named(grouped(), transform.as, ['value', 'density'], [column(transform.density)]));
  if ('quantile' in transform) {
    return only(named(grouped(), transform.as, ['prob', 'value'], [undefined, column(transform.quantile)]));
  }
  for (const kind of ['regression', 'loess']) {
    if (!(kind in transform)) continue;
    const read = [transform.on, transform[kind]];
    const fitted = named(grouped(), transform.as, strings(read), read.map(column));
    return { fields: fitted, open: transform.params === true };
  }
  if ('pivot' in transform) return { fields: grouped(), open: true };
  if ('fold' in transform) return plus(named(new Map(), transform.as, ['key', 'value'], folded(transform, column)));
  if ('flatten' in transform) {
    const fields = strings(transform.flatten);
    return plus(named(new Map(), transform.as, fields, fields.map(column)));
  }
  if ('lookup' in transform) return looked(transform, plus, dataScope);
  if ('stack' in transform) {
    const [start] = strings(transform.as);
    const names = Array.isArray(transform.as) ? [] : [`${start}_end`];
    const unit = transform.offset === 'normalize' ? undefined : column(transform.stack);
    return plus([...strings(transform.as), ...names].map((name) => [name, unit] as const));
  }
  if ('bin' in transform || 'timeUnit' in transform) {
    const names = strings(transform.as);
    const [first] = names;
    if (first !== undefined && names.length === 1) names.push(`${first}_end`);
    return plus(names.map((name) => [name, 'bin' in transform ? column(transform.field) : undefined] as const));
  }
  if ('calculate' in transform) {
    const copied = /^\s*datum\.([\w$]+)\s*$/.exec(String(transform.calculate));
    return plus(strings(transform.as).map((name) => [name, column(copied?.[1])] as const));
  }
  return plus(strings(transform.as).map((name) => [name, undefined] as const));
}

function withResults(fields: Fields, results: unknown[], column: (field: unknown) => Column | undefined): Fields {
  for (const result of results.map(objectOr)) {
    const name = typeof result.as === 'string' ? result.as : `${result.op}${result.field ? `_${result.field}` : ''}`;
    fields.set(name, keepsUnit(result.op) && !isOrder(result.op) ? column(result.field) : undefined);
  }
  return fields;
}

function isOrder(op: unknown): boolean {
  return /^(rank|dense_rank|percent_rank|cume_dist|row_number|ntile)$/.test(String(op));
}

function folded(transform: Spec, column: (field: unknown) => Column | undefined): (Column | undefined)[] {
  const columns = strings(transform.fold).map(column);
  const [first] = columns;
  const key: Column = { name: 'key', type: 'string', codeList: '@columns' };
  return [
    key,
    first && columns.every((c) => c?.unit === first.unit)
      ? { name: 'value', type: 'number', unit: first.unit }
      : undefined,
  ];
}

function looked(
  transform: Spec,
  plus: (entries: Iterable<readonly [string, Column | undefined]>, open?: boolean) => Scope,
  dataScope: DataScope,
): Scope {
  const from = objectOr(transform.from);
  if (!isObject(from.data))
    return plus(
      strings(transform.as).map((name) => [name, undefined] as const),
      true,
    );
  const other = dataScope(from.data);
  const fields = strings(from.fields);
  if (fields.length === 0) return plus(strings(transform.as).map((name) => [name, undefined] as const));
  const names = strings(transform.as);
  return plus(fields.map((field, i) => [names[i] ?? fieldName(field), other.fields.get(fieldName(field))] as const));
}

function named(fields: Fields, as: unknown, defaults: string[], columns: (Column | undefined)[]): Fields {
  const names = strings(as);
  defaults.forEach((name, i) => {
    fields.set(names[i] ?? name, columns[i]);
  });
  return fields;
}

function strings(value: unknown): string[] {
  return listOf(value).filter((entry) => typeof entry === 'string');
}
