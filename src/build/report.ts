import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import { type LanguageTag, pick } from '../base/language.ts';
import { letInAfter } from '../base/let-in.ts';
import { asBefore } from '../base/memo.ts';
import type { Remember } from '../base/remember.ts';
import type { Folder } from '../base/world.ts';
import type { Briefing } from '../model/briefing.ts';
import { type ParameterValues, partOf, partsOf } from '../model/parameter.ts';
import type { Chosen } from '../model/placeholder.ts';
import type { BriefingMeta, Chart, Report, Section, SectionMeta } from '../model/report.ts';
import { buildChart } from './chart.ts';
import { fillChart, type Holds } from './chart-fill.ts';
import { deriveFacts } from './derive.ts';
import { fillBriefing } from './fill.ts';
import { FormulaError, formulaEvaluator } from './formula.ts';
import { buildLinks } from './links.ts';
import { chooseParameters } from './parameters.ts';
import type { Referable } from './references.ts';
import { buildSection } from './section.ts';

/** Where a report's files are, what it is made for, and what may be known of it already. */
export interface ReportOptions {
  /** The briefing's own, where charts find the files that their `data: {url}` names. */
  folder?: Folder;
  /** Values of the briefing's parameters. */
  given?: ParameterValues;
  remember?: Remember;
}

/**
 * Briefing → Report: derived facts get their values, templates become blocks, every name is checked. Throws UsageError
 * when the values of its parameters cannot be used.
 */
export async function buildReport(
  written: Briefing,
  diagnostics: Diagnostics,
  { folder, given = {}, remember }: ReportOptions = {},
): Promise<Report> {
  const { settings, theme } = written;
  const { languages } = written.meta;
  const filled = await step('fill', [settings, written.data, theme, languages.join()], async (_, found) => {
    const chosen = chooseParameters(written.meta.parameters ?? [], given, written.data.codeLists);
    const { meta, data, theme } = fillBriefing(written, chosen, found);
    const facts = await deriveFacts(data, found, chosen);
    return { chosen, meta, data, facts, holds: await testsOver(facts, data, chosen), messages: theme.messages };
  });
  const { chosen, meta, data, facts, holds, messages } = filled;
  const charts: Record<string, Chart> = {};
  for (const [id, spec] of written.charts) {
    await letInAfter(10);
    const chart = await step(`chart ${id}`, [spec, filled], async (folder, found) => {
      const chosenSpec = fillChart(spec, languages, chosen, holds, found);
      return buildChart(id, chosenSpec, data, facts, found, { folder });
    });
    if (chart) charts[id] = asBefore(data.tables, `chart ${id}`, chart);
  }
  const chartIds = [...written.charts.keys()];
  const known: Referable = {
    data,
    facts,
    chartIds: new Set(chartIds),
    sectionIds: new Set(meta.sections.map((section) => section.id)),
    messages,
    holds,
  };
  const sections: Section[] = [];
  for (const section of meta.sections) sections.push(await sectionOf(section));
  const at = settings?.at ?? (() => meta.place);
  return {
    format: 'jianbao-report/1',
    generator: 'jianbao',
    briefing: meta,
    units: objectOf(data.units),
    codeLists: objectOf(data.codeLists),
    tables: objectOf(data.tables),
    geometries: objectOf(data.geometries),
    facts: asBefore(data.tables, 'facts', Object.fromEntries(facts)),
    sources: objectOf(data.sources),
    terms: objectOf(data.terms),
    conflicts: data.conflicts,
    charts,
    links: asBefore(data.tables, 'links', buildLinks(meta, at, data, charts, diagnostics)),
    sections,
    messages: asBefore(data.tables, 'messages', messages),
  };

  /** What a step made before is there again while everything it was made of is the same. */
  function step<T>(
    name: string,
    inputs: readonly unknown[],
    work: (folder: Folder | undefined, found: Diagnostics) => Promise<T>,
  ): Promise<T> {
    if (!remember) return work(folder, diagnostics);
    return remember(`build ${name}`, inputs, diagnostics, ({ briefing }, found) => work(briefing, found));
  }

  async function sectionOf(section: SectionMeta): Promise<Section> {
    await letInAfter(10);
    const bodies: Section['bodies'] = {};
    const before = errorsIn(diagnostics);
    for (const language of meta.languages) {
      const file = written.sections.get(section.id)?.get(language);
      if (!file) continue;
      const inputs = [file, filled, chartIds.join()];
      bodies[language] = await step(`section ${section.id} ${language}`, inputs, (_, found) => {
        const context = {
          ...parametersIn(language, chosen),
          briefing: wordsOf(meta, language),
          section: { id: section.id, title: pick(section.title, language) },
        };
        return buildSection(section.id, file, known, context, theme.partials, found);
      });
    }
    // A language with a mistake lost blocks to it: its structure says nothing yet.
    if (errorsIn(diagnostics) === before) checkParallel(section.id, bodies, diagnostics.under('languages'));
    return { ...section, bodies };
  }
}

/** The same object for the same map: what is known of it holds for all briefings made of the same data. */
function objectOf<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  const known = (objects.get(map) as Record<string, T> | undefined) ?? Object.fromEntries(map);
  objects.set(map, known);
  return known;
}

const objects = new WeakMap<object, object>();

function errorsIn({ list }: Diagnostics): number {
  return list.filter(({ severity }) => severity === 'error').length;
}

/** Tests of templates and charts, such as `fact('rank') <= 3`. */
async function testsOver(facts: Referable['facts'], data: Briefing['data'], chosen: Chosen): Promise<Holds> {
  const evaluate = await formulaEvaluator(data, chosen);
  return (test) =>
    evaluate(test, (id) => {
      const fact = facts.get(id);
      if (!fact) throw new FormulaError('fact-unknown', `no fact "${id}"`, didYouMean(id, facts.keys()));
      if (fact.value === null) throw new FormulaError('formula-input', `fact "${id}" has no number to test`);
      return fact.value;
    }).value === true;
}

/** `{{city}}` is the value, `{{city.label}}` and the like its words in one language. */
function parametersIn(language: LanguageTag, chosen: Chosen): Record<string, unknown> {
  const entries = [...chosen.values()].map((parameter): [string, unknown] => {
    if (!parameter.code) return [parameter.name, parameter.value];
    const parts = partsOf(parameter).map((part) => {
      const value = partOf(parameter, part);
      return [part, typeof value === 'object' && value !== null ? pick(value, language) : value];
    });
    return [parameter.name, Object.fromEntries(parts)];
  });
  return Object.fromEntries(entries);
}

/** The fields of briefing.yaml that a template may print, in one language. */
function wordsOf(meta: BriefingMeta, language: LanguageTag): Record<string, unknown> {
  const { title, subtitle, organisation, author, subject, edition, address } = meta;
  const texts = { title, subtitle, organisation, author: author ?? organisation, subject };
  const worded = Object.entries(texts).map(([key, text]) => [key, pick(text, language)]);
  return { ...Object.fromEntries(worded), address, edition: { ...edition, number: pick(edition.number, language) } };
}

/** Languages are set side by side, so each must have the same blocks in the same order. */
function checkParallel(id: string, bodies: Section['bodies'], diagnostics: Diagnostics): void {
  const [[first, model] = [undefined, []], ...others] = Object.entries(bodies);
  for (const [language, blocks] of others) {
    const at = Math.max(model.length, blocks.length);
    const index = Array.from({ length: at }).findIndex((_, i) => !alike(model[i], blocks[i]));
    if (index < 0) continue;
    const [ours, theirs] = [blocks[index], model[index]];
    diagnostics.error(
      'translation-structure',
      `section "${id}" goes different ways: ${language} has ${describe(ours)} where ${first} has ${describe(theirs)}`,
      ours?.place ?? blocks.at(-1)?.place,
      theirs ? `${first}: ${theirs.place.file}${theirs.place.line ? `:${theirs.place.line}` : ''}` : undefined,
    );
  }
}

type AnyBlock = NonNullable<Section['bodies'][string]>[number] | undefined;

function alike(a: AnyBlock, b: AnyBlock): boolean {
  return describe(a) === describe(b);
}

function describe(block: AnyBlock): string {
  switch (block?.type) {
    case undefined:
      return 'nothing';
    case 'heading':
      return `a heading of level ${block.level}`;
    case 'list':
      return `a list of ${block.items.length}`;
    case 'grid':
      return `a table of ${block.rows.length} rows and ${block.head.length} columns`;
    case 'chart':
      return `chart "${block.chart}"`;
    case 'table':
      return `table "${block.table}"`;
    case 'part':
      return `{{${block.part}}}`;
    default:
      return `a ${block?.type}`;
  }
}
