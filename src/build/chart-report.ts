import type { LanguageTag, Localized } from '../base/language.ts';
import type { DataPackage, Row } from '../model/data.ts';
import type { Report } from '../model/report.ts';
import { isObject, objectOr, type Spec } from '../model/spec.ts';

/** A report that holds data only, for a chart that is drawn outside a briefing. */
export function reportOfData(
  data: DataPackage,
  { languages, messages }: { languages: LanguageTag[]; messages: Record<string, Localized> },
): Report {
  const place = { file: 'data/datapackage.json' };
  return {
    format: 'jianbao-report/1',
    generator: 'jianbao',
    briefing: {
      id: 'chart',
      title: data.title ?? data.name,
      organisation: '',
      keywords: [],
      edition: { period: '', date: '' },
      languages,
      sections: [],
      keyFigures: [],
      place,
    },
    units: Object.fromEntries(data.units),
    codeLists: Object.fromEntries(data.codeLists),
    tables: Object.fromEntries(data.tables),
    geometries: Object.fromEntries(data.geometries),
    facts: Object.fromEntries(data.facts),
    sources: Object.fromEntries(data.sources),
    terms: Object.fromEntries(data.terms),
    conflicts: data.conflicts,
    charts: {},
    links: [],
    sections: [],
    messages,
  };
}

/** Data handed over beside a specification: rows, or a file's text with its format. */
export type NamedData = readonly Row[] | { text: string; format: 'csv' | 'tsv' | 'json' };

/**
 * Puts data in place of every `data: {name}` that it was given for. Data named `""` stands for a specification's first
 * data, so that one file needs no name.
 */
export function withNamedData(spec: Spec, named: Readonly<Record<string, NamedData>>): Spec {
  const given = walk(spec) as Spec;
  const unnamed = named[''];
  return unnamed && given.data === undefined ? { ...given, data: inline({}, unnamed) } : given;

  function walk(value: unknown, key?: string): unknown {
    if (Array.isArray(value)) return value.map((entry) => walk(entry));
    if (!isObject(value)) return value;
    const data = key === 'data' && typeof value.name === 'string' ? (named[value.name] ?? named['']) : undefined;
    if (data && value.values === undefined && value.url === undefined) return inline(value, data);
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, walk(child, name)]));
  }
}

function inline({ name: _, ...data }: Spec, given: NamedData): Spec {
  if (!('text' in given)) return { ...data, values: given };
  if (given.format === 'json') return { ...data, values: JSON.parse(given.text) };
  return { ...data, values: given.text, format: { ...objectOr(data.format), type: given.format } };
}
