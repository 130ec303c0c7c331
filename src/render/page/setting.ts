import type { LanguageTag } from '../../base/language.ts';
import type { Edition, Worded } from '../../model/edition.ts';
import { anchorsOf } from '../anchors.ts';
import { escapeHtml } from '../html.ts';
import { type InlineSetting, renderInlines } from '../inline.ts';
import type { PerLanguage } from '../languages.ts';
import { sourceNotes } from '../source-notes.ts';
import type { PageInput } from './input.ts';

/** What everything on a page is rendered with. */
export interface PageSetting {
  input: PageInput;
  /** The language of the page itself. */
  first: Edition;
  /** It shows the briefing, not some of its figures. */
  isWhole: boolean;
  inline: InlineSetting;
  /** Plain words in every language of the page. */
  texts(words: (edition: Edition) => string | undefined): PerLanguage;
  /** Words with numbers, terms and links in them. */
  inlines(words: (edition: Edition) => Worded[]): PerLanguage;
}

export function pageSetting(input: PageInput): PageSetting {
  const { report, editions, medium, layout = 'page' } = input;
  const [first] = editions;
  if (!first) throw new Error('a page needs at least one language');
  const isWhole = layout === 'page' || layout === 'long';
  const inline: InlineSetting = {
    anchors: isWhole ? anchorsOf(report, editions) : new Set(),
    bindings: medium === 'screen',
    live: medium === 'screen',
    answers: new Set(Object.keys(first.provenance.data)),
    mentioned: new Set(),
    ...(medium === 'print' && {
      notes: (text: Worded[], language: LanguageTag) => sourceNotes(text, language, editions),
    }),
  };
  const all = (words: (edition: Edition) => string): PerLanguage =>
    editions.map((edition) => ({ language: edition.language, html: words(edition) }));
  return {
    input,
    first,
    isWhole,
    inline,
    texts: (words) => all((edition) => escapeHtml(words(edition) ?? '')),
    inlines: (words) => all((edition) => renderInlines(words(edition), edition.language, inline)),
  };
}
