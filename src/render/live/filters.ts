import { pick } from '../../base/language.ts';
import type { Edition } from '../../model/edition.ts';
import type { Link, Report } from '../../model/report.ts';
import { element, escapeHtml } from '../html.ts';
import { phrase } from '../languages.ts';

/**
 * The choices by which readers filter linked charts and tables, over one of them: `经济圈 全部 | 省会经济圈 | …`. The
 * value of a choice is the codes that it keeps; `data-link` the codes of the link, `0-15`.
 */
export function linkFilters(of: { chart?: string; table?: string }, editions: Edition[], { links }: Report): string {
  return links
    .filter(({ charts, tables }) => charts.includes(of.chart ?? '') || tables.includes(of.table ?? ''))
    .map((link) => filter(link, `${of.chart ?? of.table}-${link.first}`, editions))
    .join('');
}

function filter({ filter, first, codes }: Link, id: string, editions: Edition[]): string {
  if (!filter) return '';
  const words = (text: (edition: Edition) => string | undefined) =>
    phrase(editions.map((edition) => ({ language: edition.language, html: escapeHtml(text(edition) ?? '') })));
  const choices = [
    { value: '', label: words(({ messages }) => messages['filter.all']) },
    ...filter.groups.map((group) => ({
      value: group.codes.map((code) => first + code).join(' '),
      label: words(({ language }) => pick(group.label, language)),
    })),
  ];
  const inputs = choices.map(({ value, label }, index) =>
    element(
      'label',
      {},
      element('input', {
        type: 'radio',
        name: `filter-${id}`,
        value: value === '' ? '' : value,
        'data-link': `${first}-${first + codes.length - 1}`,
        // A browser that remembers forms would show a choice that nothing follows.
        autocomplete: 'off',
        checked: index === 0,
      }).replace('</input>', '') + label,
    ),
  );
  const legend = element(
    'legend',
    {},
    words(({ language }) => pick(filter.title, language)),
  );
  return element('fieldset', { class: 'filter' }, legend + inputs.join(''));
}
