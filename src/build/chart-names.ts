import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { Located } from '../model/briefing.ts';
import type { DataPackage, Fact } from '../model/data.ts';
import { isObject, listOf, objectOr, type Path, type Spec } from '../model/spec.ts';

/** Checks the data that a chart names: tables, code lists, geometries, facts by id, and units and code lists of formats. */
export function checkNames(
  spec: Spec,
  written: Located,
  data: DataPackage,
  facts: ReadonlyMap<string, Fact>,
  diagnostics: Diagnostics,
): void {
  const datasets = new Set([...Object.keys(objectOr(spec.datasets)), ...ownNames(spec)]);
  const named = [...data.tables.keys(), ...data.codeLists.keys(), ...data.geometries.keys(), 'facts'];
  walk(spec, []);

  function walk(value: unknown, path: Path): void {
    if (Array.isArray(value)) for (const [index, entry] of value.entries()) walk(entry, [...path, index]);
    if (!isObject(value)) return;
    if (path.at(-1) === 'data') {
      checkData(value, path);
      return;
    }
    if (value.formatType === 'words') checkFormat(objectOr(value.format), [...path, 'format']);
    for (const [key, child] of Object.entries(value))
      if (key !== 'values' && key !== 'datasets') walk(child, [...path, key]);
  }

  function checkData(value: Spec, path: Path): void {
    if (typeof value.name !== 'string' || 'values' in value || 'url' in value || datasets.has(value.name)) return;
    if (!named.includes(value.name)) {
      const message = `no table, code list or geometry "${value.name}" in the data package`;
      diagnostics.error('data-unknown', message, written.at([...path, 'name']), didYouMean(value.name, named));
    }
    if (value.name !== 'facts') return;
    listOf(value.facts).forEach((id, index) => {
      if (facts.has(String(id))) return;
      const place = written.at([...path, 'facts', index]);
      diagnostics.error('fact-unknown', `no fact "${id}"`, place, didYouMean(String(id), facts.keys()));
    });
  }

  function checkFormat(format: Spec, path: Path): void {
    const { unit, codeList } = format;
    if (typeof unit === 'string' && !data.units.has(unit)) {
      diagnostics.error(
        'unit-unknown',
        `no unit "${unit}"`,
        written.at([...path, 'unit']),
        didYouMean(unit, data.units.keys()),
      );
    }
    if (typeof codeList === 'string' && !codeList.startsWith('@') && !data.codeLists.has(codeList)) {
      const hint = didYouMean(codeList, data.codeLists.keys());
      diagnostics.error('code-list-unknown', `no code list "${codeList}"`, written.at([...path, 'codeList']), hint);
    }
  }
}

/** Names that the specification gives to data of its own, so that other views can use it again. */
function ownNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(ownNames);
  if (!isObject(value)) return [];
  const data = objectOr(value.data);
  const own =
    typeof data.name === 'string' && ('values' in data || 'url' in data || 'sequence' in data) ? [data.name] : [];
  return [...own, ...Object.entries(value).flatMap(([key, child]) => (key === 'values' ? [] : ownNames(child)))];
}
