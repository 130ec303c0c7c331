import { type LanguageTag, pick } from '../base/language.ts';
import type { Cell, Fact, FormulaInput } from '../model/data.ts';
import type { Worded, WordedTable } from '../model/edition.ts';
import { valueWords } from './cell.ts';
import { citation, type Vocabulary } from './prose.ts';

/** The parts that are tables made from the whole of the data: glossary, ledger, derived figures and so on. */
export function wordParts(vocabulary: Vocabulary): Record<string, WordedTable> {
  return {
    glossary: glossary(vocabulary),
    ledger: ledger(vocabulary),
    derived: derived(vocabulary),
    conflicts: conflicts(vocabulary),
    unconfirmed: unconfirmed(vocabulary),
    sources: sources(vocabulary),
  };
}

function glossary(vocabulary: Vocabulary): WordedTable {
  const { report, language, words } = vocabulary;
  const languages = report.briefing.languages;
  return {
    id: 'glossary',
    caption: words.message('glossary.caption'),
    columns: [
      ...languages.map((tag) => column(`term-${tag}`, languageName(tag, language))),
      column('note', words.message('glossary.note')),
    ],
    rows: Object.values(report.terms).map((term) => ({
      id: `term-${term.id}`,
      cells: [
        ...languages.map((tag): Worded[] => [{ type: 'foreign', language: tag, text: pick(term.term, tag) ?? '' }]),
        join([
          plain(pick(term.note, language)),
          confidenceNote(term.confidence, vocabulary),
          ...term.sources.map((id) => cite(id, vocabulary)),
        ]),
      ],
    })),
  };
}

/** A wording that could not be confirmed says so; a sure one says nothing. */
function confidenceNote(confidence: string | undefined, { words }: Vocabulary): Worded[] {
  if (confidence === undefined || confidence === 'high') return [];
  const name = words.message('glossary.confidence');
  return plain(words.message('figure.pair', { name, value: words.message(`glossary.confidence-${confidence}`) }));
}

function ledger(vocabulary: Vocabulary): WordedTable {
  const { report, words } = vocabulary;
  const quoted = Object.values(report.facts).filter((fact) => fact.formula === undefined);
  return {
    id: 'ledger',
    caption: words.message('ledger.caption'),
    columns: [
      column('datum', words.message('ledger.datum')),
      column('wording', words.message('ledger.wording')),
      column('quote', words.message('ledger.quote')),
      column('source', words.message('ledger.source')),
      column('status', words.message('ledger.status')),
    ],
    rows: quoted.map((fact) => ({
      id: `fact-${fact.id}`,
      cells: [
        [label(fact, vocabulary)],
        wording(fact, vocabulary),
        join([quotes(fact, vocabulary.language), plain(located(fact, vocabulary))]),
        fact.source ? cite(fact.source, vocabulary) : [],
        plain(fact.status && words.message(`ledger.${fact.status}`)),
      ],
    })),
  };
}

function label(fact: Fact, { language }: Vocabulary): Worded {
  return { type: 'bound', kind: 'label', id: fact.id, text: pick(fact.label, language) ?? fact.id };
}

/** A fact as the briefing words it, with its period; a claim without a number is its label, which stands beside it. */
function wording(fact: Fact, { words }: Vocabulary): Worded[] {
  const period: Worded = { type: 'text', text: words.period(fact.period) };
  if (fact.value === null) return [period];
  const isChange = fact.kind === 'growth' || fact.kind === 'change';
  const text = fact.kind === 'rank' ? words.rank(fact) : isChange ? words.change(fact) : words.fact(fact);
  const value: Worded = { type: 'bound', kind: 'fact', id: fact.id, text, value: fact.value };
  return [value, { type: 'break' }, period];
}

/** The source's words stay in the language they were read in; every language found is shown. */
function quotes(fact: Fact, language: LanguageTag): Worded[] {
  if (fact.quote === undefined) return [];
  if (typeof fact.quote === 'string') return plain(fact.quote);
  const own = pick(fact.quote, language);
  const [tag, text] = own !== undefined ? [language, own] : (Object.entries(fact.quote)[0] ?? [language, '']);
  return [{ type: 'foreign', language: tag, text }];
}

/** `（第1段）`: where in the source the words stand. */
function located(fact: Fact, { language, words }: Vocabulary): string | undefined {
  const locator = pick(fact.locator, language);
  return locator === undefined ? undefined : words.message('ledger.located', { locator });
}

function derived(vocabulary: Vocabulary): WordedTable {
  const { report, words } = vocabulary;
  return {
    id: 'derived',
    caption: words.message('derived.caption'),
    columns: [
      column('datum', words.message('derived.datum')),
      column('value', words.message('derived.value')),
      column('formula', words.message('derived.formula')),
      column('inputs', words.message('derived.inputs')),
    ],
    rows: Object.values(report.facts).flatMap((fact) =>
      fact.formula === undefined
        ? []
        : [
            {
              id: `fact-${fact.id}`,
              cells: [
                [label(fact, vocabulary)],
                wording(fact, vocabulary),
                [{ type: 'code', text: fact.formula }] satisfies Worded[],
                lines((fact.inputs ?? []).map((input) => inputWords(input, vocabulary))),
              ],
            },
          ],
    ),
  };
}

/** `城镇新增就业 = 124.5万人`: an input of a formula. */
export function inputWords(input: FormulaInput, vocabulary: Vocabulary): string {
  const { report, language, words } = vocabulary;
  if (input.type === 'fact') {
    const fact = report.facts[input.fact];
    return words.message('derived.input', {
      name: pick(fact?.label, language) ?? input.fact,
      value: fact ? words.fact(fact) : '',
    });
  }
  const column = report.tables[input.table]?.columns.find((each) => each.name === input.column);
  const keys = Object.entries(input.key).map(([name, value]) => keyWords(input.table, name, value, vocabulary));
  const name = words.message('derived.cell', {
    name: pick(column?.title, language) ?? input.column,
    key: keys.join(words.message('derived.separator')),
  });
  return words.message('derived.input', { name, value: words.value(input.value, { unit: column?.unit ?? 'number' }) });
}

/** `省会经济圈`, `2022年`: what a row is found by. */
function keyWords(tableName: string, name: string, value: Cell, vocabulary: Vocabulary): string {
  const column = vocabulary.report.tables[tableName]?.columns.find((each) => each.name === name);
  return column ? valueWords(value, column, vocabulary) : String(value);
}

function conflicts(vocabulary: Vocabulary): WordedTable {
  const { report, language, words } = vocabulary;
  return {
    id: 'conflicts',
    caption: words.message('conflicts.caption'),
    columns: ['used', 'alternative', 'explanation'].map((key) => column(key, words.message(`conflicts.${key}`))),
    rows: report.conflicts.map((conflict) => ({
      id: `conflict-${conflict.id}`,
      cells: [
        statement(conflict.fact, vocabulary),
        statement(conflict.alternative, vocabulary),
        plain(pick(conflict.explanation, language)),
      ],
    })),
  };
}

function statement(id: string | undefined, vocabulary: Vocabulary): Worded[] {
  const fact = id === undefined ? undefined : vocabulary.report.facts[id];
  if (!fact) return [];
  return [
    ...lines([pick(fact.label, vocabulary.language) ?? fact.id]),
    { type: 'break' },
    ...wording(fact, vocabulary),
    { type: 'text', text: ' ' },
    ...(fact.source ? cite(fact.source, vocabulary) : []),
  ];
}

function unconfirmed(vocabulary: Vocabulary): WordedTable {
  const { report, language, words } = vocabulary;
  return {
    id: 'unconfirmed',
    caption: words.message('unconfirmed.caption'),
    columns: ['datum', 'quote', 'note'].map((key) => column(key, words.message(`unconfirmed.${key}`))),
    rows: Object.values(report.facts)
      .filter((fact) => fact.status === 'inferred')
      .map((fact) => ({
        id: '',
        cells: [
          fact.value === null
            ? [label(fact, vocabulary)]
            : [label(fact, vocabulary), { type: 'break' }, ...wording(fact, vocabulary)],
          quotes(fact, 'en'),
          plain(pick(fact.note, language)),
        ],
      })),
  };
}

function sources(vocabulary: Vocabulary): WordedTable {
  const { report, language, words, numbering } = vocabulary;
  const keys = ['id', 'publisher', 'title', 'date', 'trust'];
  return {
    id: 'sources',
    caption: words.message('sources.caption'),
    columns: keys.map((key) => column(key, words.message(`sources.${key}`))),
    rows: [...numbering.sources].flatMap(([id, number]) => {
      const source = report.sources[id];
      if (!source) return [];
      const title = pick(source.title, language) ?? '';
      return [
        {
          id: `source-${id}`,
          cells: [
            plain(String(number)),
            plain(pick(source.publisher, language)),
            source.url ? [{ type: 'link', href: source.url, text: plain(title) } satisfies Worded] : plain(title),
            plain(dateWords(source.date, vocabulary)),
            join([plain(source.trust && words.message(`sources.trust-${source.trust}`)), plain(source.license)]),
          ],
        },
      ];
    }),
  };
}

/** A source's date in words where it is a date, else as written (`commit c63631ab`). */
export function dateWords(date: string | undefined, { words }: Pick<Vocabulary, 'words'>): string {
  if (date === undefined) return '';
  return /^\d{4}(-\d{2}){0,2}$/.test(date) ? words.period(date) : date;
}

function cite(id: string, vocabulary: Vocabulary): Worded[] {
  return Object.hasOwn(vocabulary.report.sources, id) ? [citation(id, vocabulary)] : [];
}

function column(key: string, head: string): WordedTable['columns'][number] {
  return { key, head: plain(head), align: 'start' };
}

function plain(text: string | undefined): Worded[] {
  return text ? [{ type: 'text', text }] : [];
}

function lines(texts: string[]): Worded[] {
  return texts.flatMap((text, index): Worded[] => [
    ...(index > 0 ? [{ type: 'break' as const }] : []),
    { type: 'text', text },
  ]);
}

/** Pieces that are there, parted by spaces; the number of a source never begins a line. */
function join(pieces: Worded[][]): Worded[] {
  return pieces
    .filter((piece) => piece.length > 0)
    .flatMap((piece, index): Worded[] => {
      const space = piece[0]?.type === 'citation' ? '\u00a0' : ' ';
      return index > 0 ? [{ type: 'text', text: space }, ...piece] : piece;
    });
}

/** `Chinese` for zh-Hans in English, `英语` for en in Chinese. */
function languageName(tag: LanguageTag, language: LanguageTag): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(tag.split('-')[0] ?? tag) ?? tag;
  return name;
}
