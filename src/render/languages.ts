import type { LanguageTag } from '../base/language.ts';
import { element } from './html.ts';

/** The same thing in each language of a page, as HTML. */
export type PerLanguage = readonly { language: LanguageTag; html: string }[];

/**
 * All languages of one phrase: `<span class="l" lang="en">…</span>` each, with a space between. Class `l` marks what
 * the language view shows or hides. A page in one language needs none, nor does what is the same in every language.
 */
export function phrase(texts: PerLanguage, name: 'span' | 'div' = 'span'): string {
  const [first, ...others] = texts;
  if (first === undefined) return '';
  if (others.length === 0) return first.html;
  if (others.every(({ html }) => html === first.html) && !first.html.includes('<')) return first.html;
  return texts.map(({ language, html }) => element(name, { class: 'l', lang: language }, html)).join(' ');
}
