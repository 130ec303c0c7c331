import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import { isLocalized, type Localized } from '../base/language.ts';
import type { Folder } from '../base/world.ts';
import type { Located } from '../model/briefing.ts';
import type { DataPackage, Fact } from '../model/data.ts';
import type { Chart, Literal } from '../model/report.ts';
import { isObject, listOf, objectOr, type Spec } from '../model/spec.ts';
import { checkFields } from './chart-fields.ts';
import { inlineFiles } from './chart-files.ts';
import { checkMarks } from './chart-marks.ts';
import { checkNames } from './chart-names.ts';
import { checkParameters } from './chart-params.ts';
import { chartStates } from './chart-states.ts';

export interface ChartSettings {
  /** The briefing's folder, for `data: {url}`; without it any url is an error. */
  folder?: Folder;
}

/**
 * Specification as written → neutral Chart: title, note and sources taken out, files of the briefing's folder inlined,
 * every name of data, field, unit, code list, fact and source checked. Undefined when it is no Vega-Lite object at all.
 */
export async function buildChart(
  id: string,
  written: Located,
  data: DataPackage,
  facts: ReadonlyMap<string, Fact>,
  diagnostics: Diagnostics,
  settings: ChartSettings = {},
): Promise<Chart | undefined> {
  if (!isObject(written.value) || !drawable.some((key) => key in objectOr(written.value))) {
    const keys = drawable.slice(0, -1).join(', ');
    diagnostics.error(
      'chart-invalid',
      `no Vega-Lite specification: none of ${keys} or ${drawable.at(-1)}`,
      written.at([]),
    );
    return undefined;
  }
  const spec = await inlineFiles(written, settings.folder, diagnostics);
  checkNames(spec, written, data, facts, diagnostics);
  checkFields(spec, written, data, diagnostics);
  checkMarks(spec, written, diagnostics);
  checkParameters(spec, written, diagnostics);
  const own = objectOr(objectOr(spec.usermeta).jianbao);
  const sources = sourcesOf(own, written, data, diagnostics);
  const title = isObject(spec.title) && !isLocalized(spec.title) ? spec.title : { text: spec.title };
  const literals = literalsOf(own, written, diagnostics);
  const table = tableOf(own, spec, data);
  const states = chartStates(spec, written, text, diagnostics);
  return {
    id,
    spec,
    title: text(title.text) ?? '',
    ...optional('subtitle', text(title.subtitle)),
    ...optional('description', text(spec.description)),
    ...optional('note', text(own.note)),
    ...(states.length > 0 && { states }),
    ...(literals.length > 0 && { literals }),
    sources,
    ...(table && { table }),
    place: written.at([]),
  };
}

const drawable = ['mark', 'layer', 'facet', 'concat', 'hconcat', 'vconcat', 'repeat', 'spec'];

function sourcesOf(own: Spec, written: Located, data: DataPackage, diagnostics: Diagnostics): string[] {
  const sources = listOf(own.sources).map(String);
  sources.forEach((source, index) => {
    if (data.sources.has(source)) return;
    const place = written.at(['usermeta', 'jianbao', 'sources', index]);
    diagnostics.error('source-unknown', `no source "${source}"`, place, didYouMean(source, data.sources.keys()));
  });
  return sources;
}

function literalsOf(own: Spec, written: Located, diagnostics: Diagnostics): Literal[] {
  return listOf(own.literals).flatMap((entry, index) => {
    const { text: words, reason } = objectOr(entry);
    const literal = text(words);
    if (literal !== undefined && typeof reason === 'string' && reason !== '') return { text: literal, reason };
    const place = written.at(['usermeta', 'jianbao', 'literals', index]);
    const hint = 'write {"text": "15", "reason": "age limit in the definition of the measure"}';
    diagnostics.error('literal-reason', 'a literal needs its text and its reason', place, hint);
    return [];
  });
}

function tableOf(own: Spec, spec: Spec, data: DataPackage): Chart['table'] {
  const wanted = objectOr(own.table);
  if (!isObject(own.table)) return undefined;
  const table = typeof wanted.table === 'string' ? wanted.table : firstTable(spec, data);
  if (table === undefined) return undefined;
  return { table, ...(Array.isArray(wanted.columns) && { columns: wanted.columns.map(String) }) };
}

function firstTable(value: unknown, data: DataPackage): string | undefined {
  if (Array.isArray(value)) return value.map((entry) => firstTable(entry, data)).find((name) => name !== undefined);
  if (!isObject(value)) return undefined;
  const name = objectOr(value.data).name;
  if (typeof name === 'string' && (data.tables.has(name) || name === 'facts')) return name;
  return firstTable(Object.values(value), data);
}

/** A string, a list of lines (joined) or a localised object; anything else is no text. */
function text(value: unknown): Localized | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(String).join(' ');
  return isLocalized(value) ? value : undefined;
}

function optional<K extends string>(key: K, value: Localized | undefined): { [key in K]?: Localized } {
  return (value === undefined ? {} : { [key]: value }) as { [key in K]?: Localized };
}
