import { type LanguageTag, pick } from '../base/language.ts';
import { memo } from '../base/memo.ts';
import type { Edition, Worded, WordedFigure, WordedKeyFigure, WordedTable } from '../model/edition.ts';
import { numberReport } from '../model/numbering.ts';
import type { Chart, Report } from '../model/report.ts';
import { describeChart } from './alternative-text.ts';
import { chartControls } from './chart-controls.ts';
import { chartTable } from './chart-table.ts';
import { contextOf } from './known-data.ts';
import { wordParts } from './parts.ts';
import { citation, type Vocabulary, wordBlocks } from './prose.ts';
import { wordProvenance } from './provenance.ts';
import { wordTable } from './table.ts';
import { wordsFor } from './words.ts';

/** Report × language → Edition: every number, period, label and message gets its words. */
export function localize(report: Report, language: LanguageTag): Edition {
  const words = wordsFor(language, { units: report.units, messages: report.messages });
  const vocabulary: Vocabulary = { report, language, words, numbering: numberReport(report) };
  const { briefing } = report;
  const text = (localized: Parameters<typeof pick>[0]) => pick(localized, language);
  const context = contextOf(report);
  // What was worded before is worded again only when something that it depends on is another.
  const once = <T>(owner: object, name: string, make: () => T, more: readonly unknown[] = []): T =>
    memo(owner, `${name} ${language}`, [...context, ...more], make);
  const charts = Object.values(report.charts);
  const tables = placedTables(vocabulary);
  const organisation = text(briefing.organisation) ?? '';
  const edition = {
    language,
    title: text(briefing.title) ?? '',
    subtitle: text(briefing.subtitle),
    organisation,
    author: text(briefing.author) ?? organisation,
    subject: text(briefing.subject),
    keywords: briefing.keywords.flatMap((keyword) => text(keyword) ?? []),
    cover: {
      period: words.message('cover.period', { period: words.period(briefing.edition.period) }),
      date: words.message('cover.date', { date: words.period(briefing.edition.date) }),
      number: text(briefing.edition.number),
      compiled: words.message('cover.compiled', { organisation }),
      hero: hero(vocabulary),
    },
    sections: report.sections.map((section) => ({
      id: section.id,
      title: text(section.title) ?? section.id,
      shortTitle: text(section.shortTitle) ?? text(section.title) ?? section.id,
      blocks: once(section.bodies[language] ?? [], 'blocks', () =>
        wordBlocks(section.bodies[language] ?? [], vocabulary),
      ),
    })),
    figures: once(report.tables, 'figures', () => Object.fromEntries(charts.map(figureOf)), charts),
    tables: once(report.tables, 'tables', () => Object.fromEntries(tables.map(tableOf)), tables),
    parts: once(report.tables, 'parts', () => wordParts(vocabulary)),
    keyFigures: once(report.tables, 'key figures', () =>
      briefing.keyFigures.map((each) => keyFigure(each, vocabulary)),
    ),
    messages: memo(report.messages, language, [], () =>
      Object.fromEntries(Object.keys(report.messages).map((key) => [key, text(report.messages[key]) ?? key])),
    ),
  };
  return { ...edition, provenance: wordProvenance(edition, vocabulary) };

  function figureOf(chart: Chart): [string, WordedFigure] {
    return [chart.id, once(chart, 'figure', () => figure(chart, vocabulary))];
  }

  function tableOf(block: TableBlock): [string, WordedTable] {
    return [block.table, once(block, 'table', () => wordTable(block, vocabulary))];
  }
}

function hero({ report, language, words }: Vocabulary): Edition['cover']['hero'] {
  const fact = report.briefing.hero === undefined ? undefined : report.facts[report.briefing.hero];
  if (!fact) return undefined;
  const value: Worded = {
    type: 'bound',
    kind: 'fact',
    id: fact.id,
    text: words.fact(fact),
    ...(fact.value !== null && { value: fact.value }),
  };
  const label = words.message('cover.hero', {
    period: words.period(fact.period),
    label: pick(fact.label, language) ?? '',
  });
  return { value: [value], label };
}

function keyFigure({ fact: id, context }: { fact: string; context?: string }, vocabulary: Vocabulary): WordedKeyFigure {
  const { report, language, words } = vocabulary;
  const fact = report.facts[id];
  if (!fact) throw new Error(`the report lost fact ${id}`);
  const about = context === undefined ? undefined : report.facts[context];
  return {
    fact: id,
    value: [
      { type: 'bound', kind: 'fact', id, text: words.fact(fact), ...(fact.value !== null && { value: fact.value }) },
    ],
    label: pick(fact.shortLabel, language) ?? pick(fact.label, language) ?? id,
    context: about ? contextWords(about.id, vocabulary) : [],
    period: words.period(fact.period),
  };
}

/** A change, rank or completion says itself; any other fact is named: `目标：110万人以上`. */
function contextWords(id: string, { report, language, words }: Vocabulary): Worded[] {
  const fact = report.facts[id];
  if (!fact) return [];
  const bound = (text: string): Worded => ({
    type: 'bound',
    kind: 'fact',
    id,
    text,
    ...(fact.value !== null && { value: fact.value }),
  });
  if (fact.kind === 'growth' || fact.kind === 'change') return [bound(words.change(fact))];
  if (fact.kind === 'rank' && fact.value !== null) return [bound(words.rank(fact))];
  const label = pick(fact.shortLabel, language) ?? pick(fact.label, language) ?? id;
  if (fact.value === null) return [bound(label)];
  if (fact.comparison === 'on-target') return [bound(words.change(fact))];
  const [before = '', after = ''] = words.message('figure.pair', { name: label, value: '\uE000' }).split('\uE000');
  return [{ type: 'text', text: before }, bound(words.fact(fact)), { type: 'text', text: after }];
}

function figure(chart: Chart, vocabulary: Vocabulary): WordedFigure {
  const { report, language, words, numbering } = vocabulary;
  const title = pick(chart.title, language) ?? '';
  const subtitle = pick(chart.subtitle, language);
  const label = words.message('figure.label', { n: String(numbering.figures.get(chart.id) ?? 0) });
  const data = chartTable(chart, report, language);
  return {
    chart: chart.id,
    label,
    title,
    subtitle,
    description: pick(chart.description, language) ?? describeChart(chart, report, language),
    note: noteWords(chart, vocabulary),
    sources: sourceLine(chart.sources, vocabulary),
    states: (chart.states ?? []).map((state) => ({
      when: state.when,
      title: pick(state.title, language) ?? title,
      subtitle: pick(state.subtitle, language) ?? subtitle,
      caption: words.message('figure.data-caption', { label, title: pick(state.title, language) ?? title }),
    })),
    controls: chartControls(chart, words),
    data: data && { ...data, caption: words.message('figure.data-caption', { label, title }) },
  };
}

function noteWords(chart: Chart, { language, words }: Vocabulary): string | undefined {
  const note = pick(chart.note, language);
  return note === undefined ? undefined : words.message('figure.note', { note });
}

/** `资料来源：山东省统计局[3]；…`: publishers by name, each once, their publications by number. */
function sourceLine(ids: string[], vocabulary: Vocabulary): Worded[] {
  const { report, language, words } = vocabulary;
  const known = ids.filter((id) => Object.hasOwn(report.sources, id));
  if (known.length === 0) return [];
  const byPublisher = new Map<string, string[]>();
  for (const id of known) {
    const name = pick(report.sources[id]?.publisher, language) ?? id;
    byPublisher.set(name, [...(byPublisher.get(name) ?? []), id]);
  }
  const [before = '', after = ''] = words
    .message(known.length === 1 ? 'figure.source' : 'figure.sources', { list: '\uE000' })
    .split('\uE000');
  const separator = words.message('figure.source-separator');
  const items = [...byPublisher].flatMap(([name, ids], index): Worded[] => [
    { type: 'text', text: `${index === 0 ? before : separator}${name}` },
    ...ids.map((id) => citation(id, vocabulary)),
  ]);
  return after === '' ? items : [...items, { type: 'text', text: after }];
}

type TableBlock = Parameters<typeof wordTable>[0];

function placedTables({ report, language }: Vocabulary): TableBlock[] {
  const blocks = report.sections.flatMap((section) => section.bodies[language] ?? []);
  return blocks.filter((block): block is TableBlock => block.type === 'table');
}
