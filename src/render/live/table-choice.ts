import type { LanguageTag } from '../../base/language.ts';
import type { WordedTable } from '../../model/edition.ts';
import { element, escapeHtml } from '../html.ts';
import { phrase } from '../languages.ts';

/** The buttons by which readers choose which rows of a table they see: `普查年份 2010年 | 2020年`. */
export function tableChoice(tables: { language: LanguageTag; table: WordedTable }[]): string {
  const [first] = tables;
  const choice = first?.table.choice;
  if (!choice) return '';
  const words = (text: (table: WordedTable) => string | undefined) =>
    phrase(tables.map(({ language, table }) => ({ language, html: escapeHtml(text(table) ?? '') })));
  const options = choice.options.map(({ value, rows }, at) => {
    const name = `choice-${first.table.id}`;
    const input = element('input', {
      type: 'radio',
      name,
      value,
      'data-choose': first.table.id,
      autocomplete: 'off',
      checked: !rows,
    });
    return element('label', {}, input.replace('</input>', '') + words((table) => table.choice?.options[at]?.label));
  });
  const legend = element(
    'legend',
    {},
    words((table) => table.choice?.label),
  );
  return element('fieldset', { class: 'filter control' }, legend + options.join(''));
}
