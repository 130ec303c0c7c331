import type { LanguageTag } from '../../base/language.ts';
import type { Edition, Worded } from '../../model/edition.ts';
import type { Report } from '../../model/report.ts';
import { fontFamilyCss } from '../fonts/faces.ts';

/** Rules that show one language, or all, for the radio buttons `#view-<tag>` and `#view-all` before the page. */
export function viewRules(languages: LanguageTag[]): string {
  if (languages.length < 2) return fontRules(languages);
  const hidden = languages.map((tag) => `#view-${tag}:checked~* .l:not(:lang(${tag}))`);
  const columns = `@media print,(min-width:56rem){#view-all:checked~.page{--columns:${languages.length}}}`;
  const views = [...languages, 'all'];
  const chosen = views.map((view) => `#view-${view}:checked~.bar [for=view-${view}]`);
  const focused = views.map((view) => `#view-${view}:focus-visible~.bar [for=view-${view}]`);
  return [
    fontRules(languages),
    `${hidden.join(',')}{display:none}`,
    columns,
    `${chosen.join(',')}{background:var(--accent);color:var(--paper)}`,
    `${focused.join(',')}{outline:3px solid var(--highlight);outline-offset:-3px}`,
  ].join('\n');
}

/**
 * On a phone the rows of the method's tables stand as cards, where each cell says what it is. A glossary's cells are plain.
 */
export function cardRules(editions: Edition[]): string {
  const rules = Object.keys(editions[0]?.parts ?? {}).flatMap((part) =>
    part === 'glossary' ? [] : cellNames(editions, part as keyof Edition['parts']),
  );
  return rules.length > 0 ? `@media screen and (max-width:30rem){${rules.join('\n')}}` : '';
}

function cellNames(editions: Edition[], part: keyof Edition['parts']): string[] {
  const views = editions.length > 1 ? [...editions.map(({ language }) => [language]), ['all']] : [['']];
  return views.flatMap(([view = '']) => {
    const shown = editions.filter(({ language }) => view === '' || view === 'all' || view === language);
    const within = view === '' ? '' : `#view-${view}:checked~.page `;
    return (editions[0]?.parts[part]?.columns ?? []).flatMap((_, at) => {
      const names = shown.map(({ parts }) => plainText(parts[part]?.columns[at]?.head ?? []));
      return at === 0 ? [] : [`${within}.${part} td:nth-child(${at + 1})::before{content:${quoted(names.join(' '))}}`];
    });
  });
}

function plainText(words: Worded[]): string {
  return words.map((each) => ('text' in each && typeof each.text === 'string' ? each.text : '')).join('');
}

/** Rules that show the language that a page's script writes on its root, or all. */
export function hashRules(languages: LanguageTag[]): string {
  return languages.map((tag) => `[data-view="${tag}"] .l:not(:lang(${tag})){display:none}`).join('\n');
}

/** Fonts of every language: which family is asked first decides whose quotes, dashes and digits are drawn. */
function fontRules(languages: LanguageTag[]): string {
  return languages
    .map((tag) => `:lang(${tag}){--sans:${fontFamilyCss('sans', tag)};--serif:${fontFamilyCss('serif', tag)}}`)
    .join('\n');
}

/**
 * Page boxes (CSS Paged Media 3): a named page for every section, so that the running head can say where one is.
 * Chromium has no `string-set`, so the words stand in the rules.
 */
export function pageRules(report: Report, editions: Edition[]): string {
  const [first] = editions;
  if (!first) return '';
  const title = editions.map((edition) => edition.title).join('  ');
  const sections = report.sections.map((section, index) => {
    const name = editions.map((edition) => edition.sections[index]?.shortTitle ?? '').join('  ');
    return `#${section.id}{page:s-${index + 1}}@page s-${index + 1}{@top-right{content:${quoted(name)}}}`;
  });
  const contents = editions.map((edition) => edition.messages['contents.heading'] ?? '').join('  ');
  const base = `@page{@top-left{content:${quoted(title)}}@bottom-left{content:${quoted(editions.map((edition) => edition.organisation).join('  '))}}}`;
  const fonts = `@page{@top-left{${marginFont(first)}}@top-right{${marginFont(first)}}@bottom-left{${marginFont(first)}}@bottom-right{${marginFont(first)}}}`;
  const count = editions.length > 1 ? ' :root{--columns:2}' : '';
  return [
    fontRules(editions.map((edition) => edition.language)),
    base,
    fonts,
    `.contents{page:contents}@page contents{@top-right{content:${quoted(contents)}}}`,
    ...sections,
    count,
  ].join('\n');
}

function marginFont(edition: Edition): string {
  return `font-family:${fontFamilyCss('sans', edition.language)}`;
}

/** A CSS string (CSS Syntax 3 §4.3.5); `<` is escaped so that no text can end the style element. */
function quoted(text: string): string {
  return `"${text.replace(/["\\<\n]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`;
}
