import { type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import type { Localized } from '../base/language.ts';
import type { DataPackage, Fact } from '../model/data.ts';
import type { Block, FactWording, Reference } from '../model/document.ts';
import { isPeriod } from '../model/period.ts';
import { findCell } from './find-cell.ts';
import { FormulaError } from './formula.ts';
import type { HelperCall, SectionHelper } from './template.ts';

/** What a section's template may refer to. */
export interface Referable {
  data: DataPackage;
  facts: ReadonlyMap<string, Fact>;
  chartIds: ReadonlySet<string>;
  sectionIds: ReadonlySet<string>;
  messages: Readonly<Record<string, Localized>>;
  /** Whether a test such as `fact('rank') <= 3` holds; for `{{#if (test "…")}}`. */
  holds?(test: string): boolean;
}

export type MarkedBlock = Extract<Block, { type: 'chart' | 'table' | 'part' }>;

/** The parts of a briefing that are made from its data as a whole. */
export const parts = ['key-figures', 'glossary', 'sources', 'ledger', 'derived', 'conflicts', 'unconfirmed'];

/**
 * The helpers of section templates. Each checks its arguments and leaves a mark `U+E000 index U+E001` in the text;
 * `marked[index]` is what stands there. A call with a mistake is reported and leaves nothing.
 */
export function referenceHelpers(
  known: Referable,
  marked: (Reference | MarkedBlock)[],
  diagnostics: Diagnostics,
): Map<string, SectionHelper> {
  const helpers = new Map<string, SectionHelper>();
  for (const type of ['fact', 'change', 'rank'] as const) helpers.set(type, (call) => factReference(type, call));
  helpers.set('label', (call) => withFact(call, (fact) => mark({ type: 'label', fact: fact.id, place: call.place })));
  helpers.set('period', period);
  helpers.set('cell', cell);
  helpers.set('code', code);
  helpers.set('term', term);
  helpers.set('source', source);
  helpers.set('message', message);
  helpers.set('ref', crossReference);
  helpers.set('literal', literal);
  helpers.set('test', test);
  helpers.set('chart', chart);
  helpers.set('table', table);
  for (const part of parts) helpers.set(part, (call) => partBlock(part, call));
  return helpers;

  function mark(reference: Reference | MarkedBlock): string {
    marked.push(reference);
    return `\uE000${marked.length - 1}\uE001`;
  }

  function factReference(type: 'fact' | 'change' | 'rank', call: HelperCall): string {
    return withFact(call, (fact) => {
      const wording = readWording(call);
      if (type === 'rank' && fact.kind !== 'rank') return wrongKind(call, fact, 'rank', 'a rank');
      if (type === 'change' && !['growth', 'change'].includes(fact.kind))
        return wrongKind(call, fact, 'change', 'growth or a change');
      return mark({ type, fact: fact.id, ...wording });
    });
  }

  function wrongKind(call: HelperCall, fact: Fact, helper: string, wanted: string): string {
    return fail(
      call,
      'fact-kind',
      `fact "${fact.id}" is of kind ${fact.kind}; {{${helper}}} words ${wanted}`,
      'use {{fact}}',
    );
  }

  function withFact(call: HelperCall, then: (fact: Fact) => string): string {
    const id = text(call, 'the id of a fact');
    if (id === undefined) return '';
    const fact = known.facts.get(id);
    if (!fact) return fail(call, 'fact-unknown', `no fact "${id}"`, didYouMean(id, known.facts.keys()));
    return then(fact);
  }

  function period(call: HelperCall): string {
    const id = call.options.fact;
    if (id === undefined) {
      const written = text(call, 'a period such as "2023", or fact="…"');
      if (written === undefined) return '';
      if (!isPeriod(written))
        return fail(
          call,
          'period-malformed',
          `"${written}" is not a period`,
          'write 2023, 2024-Q1, 2024-02, 2024-02-06 or 2013/2023',
        );
      return mark({ type: 'period', period: written, place: call.place });
    }
    const fact = known.facts.get(String(id));
    if (!fact) return fail(call, 'fact-unknown', `no fact "${id}"`, didYouMean(String(id), known.facts.keys()));
    return mark({ type: 'period', period: fact.period, fact: fact.id, place: call.place });
  }

  function cell(call: HelperCall): string {
    const [table, column] = call.arguments;
    if (typeof table !== 'string' || typeof column !== 'string') {
      return fail(
        call,
        'argument-missing',
        "{{cell}} needs a table, a column and the row's key",
        'write {{cell "table" "column" year=2023}}',
      );
    }
    const key = Object.fromEntries(
      Object.entries(call.options).filter(([name]) => !wordingOptions.includes(name)),
    ) as Record<string, string | number>;
    const found = findCell(known.data, table, key, column);
    if ('code' in found) return fail(call, found.code, found.message, found.hint);
    if (found.value === null)
      return fail(call, 'cell-empty', `column "${column}" of table "${table}" has no value there`);
    const wording = readWording({ ...call, options: pickOptions(call.options, wordingOptions) });
    return mark({ type: 'cell', table, key, column, ...wording });
  }

  function code(call: HelperCall): string {
    const [list, value] = call.arguments.map(String);
    const codes = known.data.codeLists.get(list ?? '');
    if (!codes)
      return fail(
        call,
        'code-list-unknown',
        `no code list "${list}"`,
        didYouMean(list ?? '', known.data.codeLists.keys()),
      );
    const names = codes.codes.map((each) => each.code);
    if (!names.includes(value ?? ''))
      return fail(call, 'code-unknown', `code list "${list}" has no code "${value}"`, didYouMean(value ?? '', names));
    return mark({ type: 'codeLabel', codeList: codes.name, code: value ?? '', place: call.place });
  }

  function term(call: HelperCall): string {
    const { short, language } = call.options;
    return named(call, 'term', known.data.terms.keys(), (id) => ({
      type: 'term',
      term: id,
      short: short === true,
      ...(typeof language === 'string' && { language }),
      place: call.place,
    }));
  }

  function source(call: HelperCall): string {
    return named(call, 'source', known.data.sources.keys(), (id) => ({
      type: 'source',
      source: id,
      place: call.place,
    }));
  }

  function message(call: HelperCall): string {
    return named(call, 'message', Object.keys(known.messages), (key) => ({ type: 'message', key, place: call.place }));
  }

  function crossReference(call: HelperCall): string {
    const targets = [...known.chartIds, ...known.sectionIds, ...known.data.tables.keys()];
    return named(call, 'ref', targets, (target) => ({ type: 'crossref', target, place: call.place }));
  }

  function chart(call: HelperCall): string {
    return named(call, 'chart', known.chartIds, (id) => ({ type: 'chart', chart: id, place: call.place }));
  }

  function named(
    call: HelperCall,
    kind: string,
    names: Iterable<string>,
    make: (name: string) => Reference | MarkedBlock,
  ): string {
    const name = text(call, `the name of a ${kind}`);
    if (name === undefined) return '';
    const all = [...names];
    if (!all.includes(name)) return fail(call, `${kind}-unknown`, `no ${kind} "${name}"`, didYouMean(name, all));
    return mark(make(name));
  }

  function literal(call: HelperCall): string {
    const written = text(call, 'the words to print');
    if (written === undefined) return '';
    const { reason } = call.options;
    if (typeof reason !== 'string' || reason === '') {
      return fail(
        call,
        'literal-reason',
        'a literal needs its reason',
        'write {{literal "13" reason="ordinal in an event\'s name"}}',
      );
    }
    return mark({ type: 'literal', text: written, reason, place: call.place });
  }

  /** `{{#if (test "fact('population-rank') <= 3")}}`: one sentence or another. */
  function test(call: HelperCall): boolean {
    const written = text(call, 'a test such as "fact(\'growth\') > 0"');
    if (written === undefined) return false;
    try {
      return known.holds?.(written) ?? false;
    } catch (error) {
      if (error instanceof FormulaError) fail(call, error.code, error.message, error.hint);
      else fail(call, 'formula-syntax', `the test cannot be read: ${(error as Error).message}`);
      return false;
    }
  }

  function table(call: HelperCall): string {
    const name = text(call, 'the name of a table');
    if (name === undefined) return '';
    const found = known.data.tables.get(name);
    if (!found) return fail(call, 'table-unknown', `no table "${name}"`, didYouMean(name, known.data.tables.keys()));
    const columns = typeof call.options.columns === 'string' ? call.options.columns.split(/[\s,]+/) : undefined;
    const names = found.columns.map((column) => column.name);
    for (const column of columns ?? []) {
      if (names.includes(column)) continue;
      return fail(call, 'column-unknown', `table "${name}" has no column "${column}"`, didYouMean(column, names));
    }
    const title = call.options.title === undefined ? undefined : String(call.options.title);
    if (title !== undefined && !Object.hasOwn(known.messages, title)) {
      return fail(call, 'message-unknown', `no message "${title}"`, didYouMean(title, Object.keys(known.messages)));
    }
    const filter = filterOf(call.options);
    for (const column of Object.keys(filter ?? {})) {
      if (!names.includes(column))
        return fail(call, 'column-unknown', `table "${name}" has no column "${column}"`, didYouMean(column, names));
    }
    const choose = call.options.choose === undefined ? undefined : String(call.options.choose);
    if (choose !== undefined && filter?.[choose] === undefined) {
      const hint = didYouMean(choose, Object.keys(filter ?? {})) ?? `write the first choice too, as in ${choose}=…`;
      return fail(call, 'column-unknown', `choose="${choose}" names no column that the table is filtered by`, hint);
    }
    return mark({
      type: 'table',
      table: name,
      ...(columns && { columns }),
      ...(filter && { filter }),
      ...(choose && { choose }),
      ...(title && { title }),
      place: call.place,
    });
  }

  function partBlock(part: string, call: HelperCall): string {
    return mark({
      type: 'part',
      part,
      options: call.options as Record<string, string | number | boolean>,
      place: call.place,
    });
  }

  function readWording(call: HelperCall): FactWording {
    const { decimals } = call.options;
    for (const name of Object.keys(call.options)) {
      if (!wordingOptions.includes(name))
        fail(
          call,
          'option-unknown',
          `no option "${name}"`,
          didYouMean(name, wordingOptions) ?? `known: ${wordingOptions.join(', ')}`,
        );
    }
    if (decimals !== undefined && !(Number.isInteger(decimals) && Number(decimals) >= 0 && Number(decimals) <= 10)) {
      fail(call, 'option-value', `decimals=${decimals} is not a whole number from 0 to 10`);
    }
    const flags = ['bare', 'long', 'unqualified'].filter((name) => call.options[name] === true);
    return {
      ...(typeof decimals === 'number' && { decimals }),
      ...Object.fromEntries(flags.map((name) => [name, true])),
      place: call.place,
    };
  }

  function text(call: HelperCall, what: string): string | undefined {
    const [first] = call.arguments;
    if (typeof first === 'string' || typeof first === 'number') return String(first);
    fail(call, 'argument-missing', `this helper needs ${what}`);
    return undefined;
  }

  function fail(call: HelperCall, code: string, message: string, hint?: string): string {
    diagnostics.error(code, message, call.place, hint);
    return '';
  }
}

const wordingOptions = ['decimals', 'bare', 'long', 'unqualified'];

function pickOptions(options: Record<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name)));
}

/** `{{table "jobs" year=2023}}` prints only the rows whose column has that value. */
function filterOf(options: Record<string, unknown>): Record<string, string> | undefined {
  const given = Object.entries(options).filter(([name]) => !['columns', 'title', 'choose'].includes(name));
  return given.length > 0 ? Object.fromEntries(given.map(([name, value]) => [name, String(value)])) : undefined;
}
