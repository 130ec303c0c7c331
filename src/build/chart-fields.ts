import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { Located } from '../model/briefing.ts';
import { childrenOf, type DataScope, fieldName, openScope, type Scope, scopeAfter } from '../model/chart-scope.ts';
import type { Column, DataPackage } from '../model/data.ts';
import { isObject, listOf, objectOr, type Path, type Spec } from '../model/spec.ts';

/** One mention of a field. */
interface Use {
  field: string;
  path: Path;
}

/**
 * Checks that every field a chart reads exists where it is read: a column of the table, or made by a transform before.
 * Data whose fields cannot be known (inline, files, maps, pivots) lets every field pass.
 */
export function checkFields(spec: Spec, written: Located, data: DataPackage, diagnostics: Diagnostics): void {
  const dataScope = dataScopeOf(data);
  const told = new Set<string>();
  checkView(spec, openScope, []);

  /** Returns the scopes of the units inside, so that encodings shared by layers are judged by them. */
  function checkView(view: Spec, inherited: Scope, path: Path): Scope[] {
    let scope = isObject(view.data) ? dataScope(view.data) : inherited;
    listOf(view.transform).forEach((transform, index) => {
      const at = [...path, 'transform', index];
      for (const use of transformUses(objectOr(transform), at)) tell(use, [scope]);
      for (const use of lookupUses(objectOr(transform), at))
        tell(use, [dataScope(objectOr(objectOr(objectOr(transform).from).data))]);
      scope = scopeAfter(scope, [transform], dataScope);
    });
    const inner = childrenOf(view, path).flatMap(({ child, path }) => checkView(child, scope, path));
    const scopes = inner.length > 0 ? inner : [scope];
    for (const use of encodingUses(view.encoding, [...path, 'encoding'])) tell(use, [scope, ...scopes]);
    for (const use of facetUses(view.facet, [...path, 'facet'])) tell(use, [scope, ...scopes]);
    for (const use of repeatUses(view.repeat, [...path, 'repeat'])) tell(use, scopes);
    return scopes;
  }

  function tell({ field, path }: Use, scopes: readonly Scope[]): void {
    const name = fieldName(field);
    if (name === '' || scopes.some((scope) => scope.open || scope.fields.has(name) || scope.fields.has(field))) return;
    const place = written.at(path);
    const key = `${name} ${place.line}:${place.column}`;
    if (told.has(key)) return;
    told.add(key);
    const known = new Set(scopes.flatMap((scope) => [...scope.fields.keys()]));
    const hint = didYouMean(name, known) ?? `fields here: ${[...known].join(', ')}`;
    diagnostics.error('field-unknown', `no field "${name}" in the chart's data`, place, hint);
  }
}

function dataScopeOf(data: DataPackage): DataScope {
  const closed = (columns: readonly Column[]): Scope => ({
    fields: new Map(columns.map((column) => [column.name, column])),
    open: false,
  });
  const text = (name: string): Column => ({ name, type: 'string' });
  return ({ name, values, url }) => {
    if (typeof name !== 'string' || values !== undefined || url !== undefined) return openScope;
    const table = data.tables.get(name);
    if (table) return closed(table.columns);
    const codeList = data.codeLists.get(name);
    if (codeList) {
      const further = codeList.codes.flatMap((code) => Object.keys(code.properties));
      return closed(['code', 'label', 'shortLabel', ...further].map(text));
    }
    if (name === 'facts') return closed('fact label value upper unit qualifier period kind order'.split(' ').map(text));
    return openScope;
  };
}

function encodingUses(encoding: unknown, path: Path): Use[] {
  return Object.entries(objectOr(encoding)).flatMap(([channel, def]) =>
    Array.isArray(def)
      ? def.flatMap((one, index) => definitionUses(one, [...path, channel, index]))
      : definitionUses(def, [...path, channel]),
  );
}

function facetUses(facet: unknown, path: Path): Use[] {
  if (!isObject(facet)) return [];
  return 'field' in facet ? definitionUses(facet, path) : encodingUses(facet, path);
}

function repeatUses(repeat: unknown, path: Path): Use[] {
  if (Array.isArray(repeat)) return strings(repeat, path);
  return Object.entries(objectOr(repeat)).flatMap(([key, fields]) => strings(fields, [...path, key]));
}

/** A channel's definition: its field, the field it is sorted by, and those of its conditions. */
function definitionUses(def: unknown, path: Path): Use[] {
  if (!isObject(def)) return [];
  const conditions = Array.isArray(def.condition)
    ? def.condition.map((condition, index) => ({ condition, at: [...path, 'condition', index] }))
    : [{ condition: def.condition, at: [...path, 'condition'] }];
  return [
    ...strings(def.field, [...path, 'field']),
    ...strings(objectOr(def.sort).field, [...path, 'sort', 'field']),
    ...conditions.flatMap(({ condition, at }) => {
      const { field, test } = objectOr(condition);
      return [...strings(field, [...at, 'field']), ...predicateUses(test, [...at, 'test'])];
    }),
  ];
}

function transformUses(transform: Spec, path: Path): Use[] {
  const direct = [
    'groupby',
    'density',
    'flatten',
    'fold',
    'impute',
    'key',
    'lookup',
    'quantile',
    'regression',
    'loess',
    'on',
    'pivot',
    'stack',
  ];
  const named = direct.flatMap((key) => strings(transform[key], [...path, key]));
  const results = ['aggregate', 'joinaggregate', 'window', 'sort'].flatMap((key) =>
    listOf(transform[key]).flatMap((entry, index) => strings(objectOr(entry).field, [...path, key, index, 'field'])),
  );
  const plain = 'bin' in transform || 'timeUnit' in transform ? strings(transform.field, [...path, 'field']) : [];
  const value = 'pivot' in transform ? strings(transform.value, [...path, 'value']) : [];
  const calculated = expressionUses(transform.calculate, [...path, 'calculate']);
  return [
    ...named,
    ...results,
    ...plain,
    ...value,
    ...calculated,
    ...predicateUses(transform.filter, [...path, 'filter']),
  ];
}

function lookupUses(transform: Spec, path: Path): Use[] {
  const from = objectOr(transform.from);
  if (!('lookup' in transform) || !isObject(from.data)) return [];
  return [...strings(from.key, [...path, 'from', 'key']), ...strings(from.fields, [...path, 'from', 'fields'])];
}

function predicateUses(predicate: unknown, path: Path): Use[] {
  if (typeof predicate === 'string') return expressionUses(predicate, path);
  if (!isObject(predicate)) return [];
  const logical = ['and', 'or'].flatMap((key) =>
    listOf(predicate[key]).flatMap((each, index) => predicateUses(each, [...path, key, index])),
  );
  return [
    ...logical,
    ...predicateUses(predicate.not, [...path, 'not']),
    ...strings(predicate.field, [...path, 'field']),
  ];
}

/** `datum.jobs` and `datum["jobs"]` in an expression. */
function expressionUses(expression: unknown, path: Path): Use[] {
  if (typeof expression !== 'string') return [];
  const mentions = expression.matchAll(/\bdatum(?:\.([A-Za-z_$][\w$]*)|\[\s*(?:'([^']*)'|"([^"]*)")\s*\])/g);
  return [...mentions].map(([, dotted, single, double]) => ({
    field: (dotted ?? single ?? double ?? '').replace(/\./g, '\\.'),
    path,
  }));
}

function strings(value: unknown, path: Path): Use[] {
  if (Array.isArray(value)) return value.flatMap((entry, index) => strings(entry, [...path, index]));
  return typeof value === 'string' ? [{ field: value, path }] : [];
}
