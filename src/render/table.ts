import type { LanguageTag } from '../base/language.ts';
import type { WordedRow, WordedTable } from '../model/edition.ts';
import { element, escapeHtml } from './html.ts';
import { type InlineSetting, renderInlines } from './inline.ts';
import { type PerLanguage, phrase } from './languages.ts';

/** The caption for another state of a chart's parameters, of which the page's script shows the fitting one. */
interface CaptionState {
  when: unknown;
  words: PerLanguage;
}

/** One HTML table for all languages: rows match, and each cell holds every language's words. */
export function renderTable(
  tables: { language: LanguageTag; table: WordedTable }[],
  setting: InlineSetting,
  options: { class: string; caption?: boolean; anchored?: boolean; states?: CaptionState[] },
): string {
  const [first] = tables;
  if (!first) return '';
  const all = (words: (table: WordedTable, language: LanguageTag) => string): PerLanguage =>
    tables.map(({ language, table }) => ({ language, html: words(table, language) }));
  const caption = options.caption === false ? '' : element('caption', {}, captions());
  const head = first.table.columns.map((column, at) =>
    element(
      'th',
      { scope: 'col', class: column.align === 'end' ? `c-${column.key} end` : `c-${column.key}` },
      phrase(all((table, language) => renderInlines(table.columns[at]?.head ?? [], language, setting))),
    ),
  );
  const rowsOf = (rows: (table: WordedTable) => WordedRow[]) =>
    rows(first.table).map((row, index) => {
      const cells = first.table.columns.map((column, at) => {
        const words = all((table, language) => renderInlines(rows(table)[index]?.cells[at] ?? [], language, setting));
        const name = at === 0 ? 'th' : 'td';
        return element(
          name,
          {
            ...(at === 0 && { scope: 'row' }),
            class:
              column.align === 'end'
                ? 'end'
                : setting.live && words.every(({ html }) => html === '')
                  ? 'none'
                  : undefined,
          },
          cell(words),
        );
      });
      const id = options.anchored && row.id !== '' ? row.id : undefined;
      return element(
        'tr',
        { id, ...(setting.live && { 'data-row': row.row, 'data-fact': row.fact, 'data-c': row.codes }) },
        cells.join(''),
      );
    });
  return element('table', { class: options.class }, `${caption}<thead><tr>${head.join('')}</tr></thead>${bodies()}`);

  /** One body for each choice, of which one is seen; whoever cannot choose has the first. */
  function bodies(): string {
    const body = (rows: (table: WordedTable) => WordedRow[], about: Record<string, string | boolean> = {}) =>
      element('tbody', about, rowsOf(rows).join('\n'));
    const { choice } = first?.table ?? {};
    if (!choice || !setting.live) return body(({ rows }) => rows);
    return choice.options
      .map(({ value, rows }, at) =>
        rows
          ? body((table) => table.choice?.options[at]?.rows ?? [], { 'data-choice': value, hidden: true })
          : body((table) => table.rows, { 'data-choice': value }),
      )
      .join('');
  }

  function captions(): string {
    const own = phrase(all((table) => escapeHtml(table.caption ?? '')));
    const { states = [] } = options;
    if (states.length === 0) return own;
    const others = states.map(({ when, words }) =>
      element('span', { class: 'state', 'data-when': JSON.stringify(when), hidden: true }, phrase(words)),
    );
    return [element('span', { class: 'state' }, own), ...others].join('');
  }
}

/** What all languages say alike stands once, with its own `lang` where one is needed: a glossary's terms, a citation. */
function cell(words: PerLanguage): string {
  const [first, ...others] = words;
  if (!first) return '';
  const bound = boundOnce(words);
  if (bound) return bound;
  const bare = (html: string) => html.replace(/^<span lang=[\w-]+>(.*)<\/span>$/s, '$1');
  if (others.every(({ html }) => bare(html) === bare(first.html))) {
    return words.find(({ html }) => html !== bare(html))?.html ?? first.html;
  }
  return phrase(words, 'div');
}

/** One datum in a cell is one element, which holds every language's words. */
function boundOnce(words: PerLanguage): string | undefined {
  const parts = words.map(({ html }) => /^(<(data|span) class=bound[^>]*>)([^<]*)<\/\2>$/.exec(html));
  const [start, tag] = parts[0]?.slice(1) ?? [];
  if (words.length < 2 || start === undefined || parts.some((part) => part?.[1] !== start)) return undefined;
  const texts = words.map(({ language }, at) => ({ language, html: parts[at]?.[3] ?? '' }));
  return `${start}${phrase(texts)}</${tag}>`;
}
