import { pick } from '../base/language.ts';
import { memo } from '../base/memo.ts';
import type { Fact, FormulaInput, Row, Table } from '../model/data.ts';
import type { Edition } from '../model/edition.ts';
import {
  cellId,
  type Mention,
  type Provenance,
  type ProvenanceWords,
  rowId,
  type WordedSource,
} from '../model/provenance.ts';
import { boundIds } from './bound-ids.ts';
import { leastOf, valueWords } from './cell.ts';
import { contextOf } from './known-data.ts';
import { dateWords, inputWords } from './parts.ts';
import type { Vocabulary } from './prose.ts';

/** Provenance of every fact, and of every cell that the edition shows or a formula reads. */
export function wordProvenance(edition: Omit<Edition, 'provenance'>, vocabulary: Vocabulary): ProvenanceWords {
  const { report, language } = vocabulary;
  const shown = boundIds(edition);
  for (const fact of Object.values(report.facts))
    for (const input of fact.inputs ?? []) shown.add(inputId(input, vocabulary));
  const dependencies = [...contextOf(report), [...shown].join(' ')];
  return memo(report.tables, `provenance ${language}`, dependencies, () => provenanceOf(shown, edition, vocabulary));
}

function provenanceOf(
  shown: ReadonlySet<string>,
  edition: Omit<Edition, 'provenance'>,
  vocabulary: Vocabulary,
): ProvenanceWords {
  const { report, words } = vocabulary;
  const cells = Object.values(report.tables).flatMap((table) =>
    table.rows.flatMap((row) => {
      const start = rowId(table, row);
      return table.columns.flatMap(({ name }): [string, Provenance][] => {
        const id = `${start}:${name}`;
        return shown.has(id) ? [[id, knownCell(table, row, name, vocabulary)]] : [];
      });
    }),
  );
  const facts = Object.values(report.facts).map((fact) => [fact.id, ofFact(fact, vocabulary)] as const);
  const { briefing } = report;
  return {
    data: Object.fromEntries([...facts, ...cells]),
    sources: Object.fromEntries([...vocabulary.numbering.sources.keys()].map((id) => [id, source(id, vocabulary)])),
    briefing: words.message('provenance.briefing', {
      title: edition.title,
      organisation: edition.organisation,
      date: words.period(briefing.edition.date),
    }),
  };
}

function ofFact(fact: Fact, vocabulary: Vocabulary): Provenance {
  const { report, language, words } = vocabulary;
  const text = (key: 'label' | 'locator' | 'note') => pick(fact[key], language);
  const value = fact.value === null ? undefined : factWords(fact, vocabulary);
  const exact = fact.value === null ? undefined : words.fact(fact, { exact: true, long: true, unqualified: true });
  const inputs = (fact.inputs ?? []).map((input) => ({
    id: inputId(input, vocabulary),
    text: inputWords(input, vocabulary),
  }));
  const locator = text('locator');
  return {
    label: text('label') ?? fact.id,
    ...(value !== undefined && { value }),
    ...(exact !== undefined && exact !== value && { exact }),
    period: words.period(fact.period),
    kind: words.message(`kind.${fact.kind}`),
    ...(fact.qualifier && { qualifier: words.message(`provenance.${fact.qualifier}`) }),
    remarks: [],
    sources: fact.source ? [fact.source] : [],
    ...quoteOf(fact, vocabulary),
    ...(locator !== undefined && { locator }),
    ...(fact.status && { status: words.message(`ledger.${fact.status}`) }),
    ...(fact.formula && { formula: fact.formula }),
    inputs,
    conflicts: report.conflicts.flatMap((conflict) => {
      if (conflict.fact !== fact.id && conflict.alternative !== fact.id) return [];
      const other = conflict.fact === fact.id ? conflict.alternative : conflict.fact;
      const explanation = pick(conflict.explanation, language) ?? '';
      return [{ explanation, ...(other !== undefined && { other: mention(other, vocabulary) }) }];
    }),
    ...(text('note') && { note: text('note') }),
  };
}

/** A row is worded anew when its table, the words, the code lists or the sources are others. */
function knownCell(table: Table, row: Row, name: string, vocabulary: Vocabulary): Provenance {
  const { report, language, words } = vocabulary;
  const dependencies = [table, words, report.codeLists, report.sources];
  return memo(row, `${language} ${name}`, dependencies, () => ofCell(table, row, name, vocabulary));
}

function ofCell(table: Table, row: Row, name: string, vocabulary: Vocabulary): Provenance {
  const { report, language, words } = vocabulary;
  const column = table.columns.find((each) => each.name === name);
  if (!column) throw new Error(`the report lost column ${name} of ${table.name}`);
  const value = row[name] ?? null;
  const exact =
    typeof value === 'number'
      ? words.value(value, { unit: column.unit ?? 'number', exact: true, long: true, ...leastOf(column) })
      : undefined;
  const worded = valueWords(value, column, vocabulary);
  const inColumn = (each: Table['columns'][number]) => valueWords(row[each.name] ?? null, each, vocabulary);
  const key = table.columns.filter((each) => table.primaryKey.includes(each.name));
  const period = table.columns.find((each) => each.type === 'year' || each.type === 'period' || each.type === 'date');
  const sources = cellSources(table, row, name).filter((id) => Object.hasOwn(report.sources, id));
  return {
    label: words.message('derived.cell', {
      name: pick(column.title, language) ?? name,
      key: key.map(inColumn).join(words.message('derived.separator')),
    }),
    value: worded,
    ...(exact !== undefined && exact !== worded && { exact }),
    ...(period && { period: inColumn(period) }),
    table: pick(table.title, language) ?? table.name,
    remarks: table.columns.flatMap((each) => {
      const isRemark = each.codeList !== undefined && !table.primaryKey.includes(each.name) && row[each.name] !== null;
      return isRemark ? [{ name: pick(each.title, language) ?? each.name, text: inColumn(each) }] : [];
    }),
    sources,
    inputs: [],
    conflicts: [],
    ...(pick(column.description, language) && { note: pick(column.description, language) }),
  };
}

/** A row may name its own source, for one column (`national_source`) or for all (`source`); else the table's count. */
function cellSources(table: Table, row: Row, column: string): string[] {
  const own = row[`${column}_source`] ?? row.source;
  return typeof own === 'string' ? own.split(/[\s;,]+/) : table.sources;
}

/** As the ledger says it: a change with its direction, a rank with its field. */
function factWords(fact: Fact, { words }: Vocabulary): string {
  if (fact.kind === 'rank') return words.rank(fact);
  const isChange = fact.kind === 'growth' || fact.kind === 'change' || fact.comparison === 'on-target';
  return isChange ? words.change(fact) : words.fact(fact);
}

function quoteOf({ quote }: Fact, { language }: Vocabulary): Pick<Provenance, 'quote'> {
  if (quote === undefined) return {};
  if (typeof quote === 'string') return { quote: { language, text: quote } };
  const own = pick(quote, language);
  const [tag, text] = own !== undefined ? [language, own] : (Object.entries(quote)[0] ?? []);
  return tag !== undefined && text !== undefined ? { quote: { language: tag, text } } : {};
}

function mention(id: string, vocabulary: Vocabulary): Mention {
  const fact = vocabulary.report.facts[id];
  if (!fact) return { id, text: id };
  return { id, text: inputWords({ type: 'fact', fact: id, value: fact.value ?? 0 }, vocabulary) };
}

function inputId(input: FormulaInput, { report }: Vocabulary): string {
  if (input.type === 'fact') return input.fact;
  const table = report.tables[input.table];
  return table ? cellId(table, input.key, input.column) : input.table;
}

function source(id: string, vocabulary: Vocabulary): WordedSource {
  const { report, language, words, numbering } = vocabulary;
  const found = report.sources[id];
  return {
    number: numbering.sources.get(id) ?? 0,
    publisher: pick(found?.publisher, language) ?? id,
    title: pick(found?.title, language) ?? id,
    date: dateWords(found?.date, vocabulary),
    trust: found?.trust ? words.message(`sources.trust-${found.trust}`) : '',
    ...(found?.url && { url: found.url }),
  };
}
