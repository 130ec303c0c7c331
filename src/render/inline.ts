import { isChinese, type LanguageTag } from '../base/language.ts';
import type { Bound, TermUse, Worded } from '../model/edition.ts';
import { attributes, element, escapeHtml } from './html.ts';

/** What inlines need to know of their page. */
export interface InlineSetting {
  /** Ids that exist on the page: links to others are set as plain text. */
  anchors: ReadonlySet<string>;
  /** On screen, words made from data say which datum (`<data data-of=…>`) and citations have spoken names. */
  bindings: boolean;
  /** In prose, a number and its unit stay on one line. */
  prose?: boolean;
  /** On screen, rows say what they are bound and linked by. */
  live?: boolean;
  /** In print, the numbered sources that stand at the end of prose: see `sourceNotes`. */
  notes?(text: Worded[], language: LanguageTag): Worded[];
  /** Ids of data that tell where they come from. */
  answers: ReadonlySet<string>;
  /** Terms already linked to the glossary, `en:key-groups`: only the first mention in a language is a link. */
  mentioned: Set<string>;
}

/** Worded inlines of one language → HTML. */
export function renderInlines(inlines: Worded[], language: LanguageTag, setting: InlineSetting): string {
  const pieces = inlines.map((inline) => renderInline(inline, language, setting));
  if (!setting.bindings) keepCitations(inlines, pieces);
  return pieces.join('');
}

/** In print no line begins with a citation: the first of several stays with the character or the number before it. */
function keepCitations(inlines: Worded[], pieces: string[]): void {
  for (const [index, inline] of inlines.entries()) {
    const [before, piece] = [pieces[index - 1], pieces[index]];
    if (inline.type !== 'citation' || before === undefined || piece === undefined) continue;
    const last = inlines[index - 1]?.type === 'text' ? (/(?:&#?\w+;|[^\s<>&;])$/u.exec(before)?.[0] ?? '') : before;
    if (last === '' || last.length > most) continue;
    pieces[index - 1] = before.slice(0, before.length - last.length);
    pieces[index] = whole(last + piece);
  }
}

/** Characters of HTML: a number or a citation in its element, no long name. */
const most = 160;

function renderInline(inline: Worded, language: LanguageTag, setting: InlineSetting): string {
  const inside = (text: Worded[]) => renderInlines(text, language, setting);
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
      return setting.bindings ? renderBound(inline, setting) : renderPlain(inline, setting);
    case 'citation':
      return anchored(
        `#source-${inline.source}`,
        setting,
        'cite',
        `[${inline.number}]`,
        setting.bindings ? inline.label : undefined,
      );
    case 'crossref':
      return anchored(inline.href, setting, 'ref', inline.text);
    case 'term':
      return renderTerm(inline, language, setting);
    case 'foreign':
      return inline.language === language
        ? escapeHtml(inline.text)
        : element('span', { lang: inline.language }, escapeHtml(inline.text));
  }
}

function renderTerm({ term, text }: TermUse, language: LanguageTag, setting: InlineSetting): string {
  const mention = `${language}:${term}`;
  if (setting.mentioned.has(mention)) return escapeHtml(text);
  setting.mentioned.add(mention);
  return anchored(`#term-${term}`, setting, 'term', text);
}

function renderPlain(bound: Bound, setting: InlineSetting): string {
  return isWhole(bound, setting) ? inPieces(bound.text) : escapeHtml(bound.text);
}

/** A number stays with its unit; Chinese words before it are words like others, behind which a line may end: 同比增长 3.6%. */
function inPieces(text: string): string {
  const [words = ''] = wordsBefore.exec(text) ?? [];
  return escapeHtml(words) + whole(escapeHtml(text.slice(words.length)));
}

const wordsBefore = /^\p{Script=Han}{2,}(?=\d)/u;

function whole(html: string): string {
  return element('span', { class: 'whole' }, html);
}

/** Longer words than fit a phone's line have to part somewhere. */
function isWhole({ text, value }: Bound, { prose }: InlineSetting): boolean {
  const wide = text.match(/[\u2e80-\uffef]/g)?.length ?? 0;
  return prose === true && value !== undefined && text.length + wide <= 28;
}

function renderBound(bound: Bound, setting: InlineSetting): string {
  const { kind, id, text, value } = bound;
  const { answers } = setting;
  if (kind === 'label' || kind === 'literal') return escapeHtml(text);
  if (!answers.has(id)) return value === undefined ? escapeHtml(text) : element('data', { value }, escapeHtml(text));
  if (value === undefined) return element('span', { class: 'bound', 'data-of': id }, escapeHtml(text));
  const isOne = isWhole(bound, setting);
  const isParted = isOne && wordsBefore.test(text);
  return element(
    'data',
    { class: isOne && !isParted ? 'bound whole' : 'bound', value, 'data-of': id },
    isParted ? inPieces(text) : escapeHtml(text),
  );
}

function anchored(href: string, setting: InlineSetting, name: string, text: string, label?: string): string {
  const content = escapeHtml(text);
  if (!setting.anchors.has(href.slice(1))) return `<span${attributes({ class: name })}>${content}</span>`;
  return element('a', { class: name, href, 'aria-label': label }, content);
}
