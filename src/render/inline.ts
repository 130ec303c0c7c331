import { isChinese, type LanguageTag } from '../base/language.ts';
import type { Bound, Worded } from '../model/edition.ts';
import { attributes, element, escapeHtml } from './html.ts';

/** Worded inlines of one language → HTML. `anchors` are the ids that exist on the page: links to others are left away. */
export function renderInlines(inlines: Worded[], language: LanguageTag, anchors: ReadonlySet<string>): string {
  return inlines.map((inline) => renderInline(inline, language, anchors)).join('');
}

function renderInline(inline: Worded, language: LanguageTag, anchors: ReadonlySet<string>): string {
  const inside = (text: Worded[]) => renderInlines(text, language, anchors);
  switch (inline.type) {
    case 'text':
      return escapeHtml(isChinese(language) ? inline.text.replace(/\n/g, '') : inline.text);
    case 'strong':
      return element('strong', {}, inside(inline.text));
    case 'emphasis':
      return element('em', {}, inside(inline.text));
    case 'code':
      return element('code', {}, escapeHtml(inline.text));
    case 'break':
      return '<br>';
    case 'link':
      return element('a', { href: inline.href }, inside(inline.text));
    case 'bound':
      return renderBound(inline);
    case 'citation':
      return anchored(`#source-${inline.source}`, anchors, 'cite', `[${inline.number}]`, inline.label);
    case 'crossref':
      return anchored(inline.href, anchors, 'ref', inline.text);
    case 'term':
      return anchored(`#term-${inline.term}`, anchors, 'term', inline.text);
    case 'foreign':
      return inline.language === language
        ? escapeHtml(inline.text)
        : element('span', { lang: inline.language }, escapeHtml(inline.text));
  }
}

function renderBound({ kind, id, text, value }: Bound): string {
  if (kind === 'label' || kind === 'literal') return escapeHtml(text);
  if (value === undefined) return element('span', { class: 'bound', 'data-of': id }, escapeHtml(text));
  return element('data', { class: 'bound', value, 'data-of': id }, escapeHtml(text));
}

function anchored(href: string, anchors: ReadonlySet<string>, name: string, text: string, label?: string): string {
  const content = escapeHtml(text);
  if (!anchors.has(href.slice(1))) return `<span${attributes({ class: name })}>${content}</span>`;
  return element('a', { class: name, href, 'aria-label': label }, content);
}
