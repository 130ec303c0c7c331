import type { LanguageTag } from '../base/language.ts';
import type { Edition, Worded, WordedBlock, WordedTable } from '../model/edition.ts';
import { element } from './html.ts';
import { type InlineSetting, renderInlines } from './inline.ts';
import { type PerLanguage, phrase } from './languages.ts';
import { tableChoice } from './live/table-choice.ts';
import { renderTable } from './table.ts';

/** How the blocks that are not prose look; the theme's partials give it. */
export interface BlockParts {
  figure(chart: string): string;
  keyFigures(): string;
  /** What readers filter a table by. */
  filters(table: string): string;
}

/**
 * One section's blocks in every language of the page, set block by block: prose as a row with one cell a language,
 * figures and tables once with each language's words in them.
 */
export function renderBlocks(
  sectionId: string,
  editions: Edition[],
  setting: InlineSetting,
  parts: BlockParts,
): string {
  const bodies = editions.map((edition) => ({
    edition,
    blocks: edition.sections.find(({ id }) => id === sectionId)?.blocks ?? [],
  }));
  const [first] = bodies;
  return (first?.blocks ?? [])
    .map((_, index) =>
      renderRow(
        bodies.flatMap(({ edition, blocks }) => {
          const block = blocks[index];
          return block ? [{ edition, block }] : [];
        }),
        setting,
        parts,
      ),
    )
    .join('\n');
}

function renderRow(row: { edition: Edition; block: WordedBlock }[], setting: InlineSetting, parts: BlockParts): string {
  const [first] = row;
  if (!first) return '';
  const { block } = first;
  const perLanguage = (render: (block: WordedBlock, language: LanguageTag) => string): PerLanguage =>
    row.map(({ edition, block }) => ({ language: edition.language, html: render(block, edition.language) }));
  switch (block.type) {
    case 'chart':
      return parts.figure(block.chart);
    case 'table': {
      const tables = tablesOf(row, (edition) => edition.tables[block.table]);
      const wide = element(
        'div',
        { class: 'data-table', id: `table-${block.table}`, tabindex: setting.bindings ? 0 : undefined },
        renderTable(tables, setting, { class: 'data' }),
      );
      return parts.filters(block.table) + (setting.live ? tableChoice(tables) : '') + wide;
    }
    case 'part': {
      if (block.part === 'key-figures') return parts.keyFigures();
      const tables = tablesOf(row, (edition) => edition.parts[block.part]);
      return element(
        'div',
        { class: `part ${block.part}`, tabindex: setting.bindings ? 0 : undefined },
        renderTable(tables, setting, { class: 'part', caption: false, anchored: true }),
      );
    }
    case 'heading': {
      const words = perLanguage((each, language) =>
        each.type === 'heading' ? renderInlines(each.text, language, setting) : '',
      );
      return element(`h${block.level}`, { id: block.id }, phrase(words));
    }
    case 'grid':
      return grid(row, setting);
    default: {
      const cells = row.map(({ edition, block }) => prose(block, edition.language, setting, true));
      return element('div', { class: 'row' }, cells.join('\n'));
    }
  }
}

function tablesOf(
  row: { edition: Edition }[],
  find: (edition: Edition) => WordedTable | undefined,
): { language: LanguageTag; table: WordedTable }[] {
  return row.flatMap(({ edition }) => {
    const table = find(edition);
    return table ? [{ language: edition.language, table }] : [];
  });
}

/** A paragraph, list or quote in one language; the outermost element carries the language. */
function prose(block: WordedBlock, language: LanguageTag, setting: InlineSetting, outermost = false): string {
  const own = outermost ? { class: 'l', lang: language } : {};
  switch (block.type) {
    case 'paragraph':
      return element('p', own, withNotes(block.text, language, setting));
    case 'list': {
      const items = block.items.map((item) => element('li', {}, listItem(item, language, setting)));
      return element(block.ordered ? 'ol' : 'ul', { ...own, start: block.start }, items.join(''));
    }
    case 'quote':
      return element('blockquote', own, block.blocks.map((each) => prose(each, language, setting)).join(''));
    default:
      return '';
  }
}

/** A paragraph’s text, in print with the sources of its numbers. */
function withNotes(text: Worded[], language: LanguageTag, setting: InlineSetting): string {
  const notes = setting.notes?.(text, language) ?? [];
  return renderInlines([...text, ...notes], language, { ...setting, prose: true });
}

/** A tight item is its one paragraph's text. */
function listItem(item: WordedBlock[], language: LanguageTag, setting: InlineSetting): string {
  const [first, ...rest] = item;
  if (first?.type === 'paragraph' && rest.every((block) => block.type === 'list')) {
    return withNotes(first.text, language, setting) + rest.map((block) => prose(block, language, setting)).join('');
  }
  return item.map((block) => prose(block, language, setting)).join('');
}

/** A Markdown table: one HTML table, since its languages have the same shape. */
function grid(row: { edition: Edition; block: WordedBlock }[], setting: InlineSetting): string {
  const tables = row.flatMap(({ edition, block }) =>
    block.type === 'grid' ? [{ language: edition.language, table: gridTable(block) }] : [],
  );
  return element(
    'div',
    { class: 'data-table', tabindex: setting.bindings ? 0 : undefined },
    renderTable(tables, setting, { class: 'prose', caption: false }),
  );
}

function gridTable(grid: Extract<WordedBlock, { type: 'grid' }>): WordedTable {
  return {
    id: '',
    columns: grid.head.map((head, at) => ({
      key: String(at),
      head,
      align: grid.align[at] === 'right' ? 'end' : 'start',
    })),
    rows: grid.rows.map((cells) => ({ id: '', cells })),
  };
}
