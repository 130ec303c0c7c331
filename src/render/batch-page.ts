import type { Diagnostics } from '../base/diagnostic.ts';
import type { LanguageTag, Localized } from '../base/language.ts';
import { pick } from '../base/language.ts';
import type { WordedIndex } from '../model/batch-index.ts';
import type { Theme } from '../model/briefing.ts';
import { escapeHtml } from './html.ts';
import type { PerLanguage } from './languages.ts';
import { policyMark } from './live/policy.ts';
import { fontMark } from './page/page.ts';
import { viewRules } from './page/rules.ts';
import { compileTheme } from './theme.ts';

export interface BatchPageInput {
  /** One per language, in reading order. */
  indexes: WordedIndex[];
  theme: Theme;
  /** Release of jianbao that made the page. */
  generator: string;
}

/** The index of a batch as one HTML document of the theme's layout `batch`: every briefing with links to its files. */
export async function renderBatchPage(
  { indexes, theme, generator }: BatchPageInput,
  diagnostics: Diagnostics,
): Promise<string> {
  const [first] = indexes;
  if (!first) throw new Error('an index needs at least one language');
  const texts = (words: (index: WordedIndex) => string | undefined): PerLanguage =>
    indexes.map((index) => ({ language: index.language, html: escapeHtml(words(index) ?? '') }));
  const message = (key: string) => messageIn(theme.messages[key], indexes);
  const template = await compileTheme(theme, message, () => Object.keys(theme.messages), diagnostics);
  const languages = indexes.map(({ language }) => language);
  const styles = [...theme.styles].flatMap(([name, { text }]) =>
    name.endsWith('.css') && name !== 'share.css' ? [text] : [],
  );
  return template('batch', {
    lang: first.language,
    several: indexes.length > 1,
    documentTitle: indexes.map(({ title }) => title).join(' | '),
    generator,
    policy: policyMark,
    style: { html: [fontMark, ...styles, viewRules(languages)].join('\n') },
    views: views(languages, theme),
    title: texts(({ title }) => title),
    organisation: texts(({ organisation }) => organisation),
    count: texts(({ count }) => count),
    failed: first.failed === undefined ? undefined : texts(({ failed }) => failed),
    date: first.date === '' ? undefined : texts(({ date }) => date),
    entries: first.entries.map((entry, index) => ({
      title: texts(({ entries }) => entries[index]?.title),
      page: entry.page,
      failure: entry.failure === undefined ? undefined : texts(({ entries }) => entries[index]?.failure),
      links: entry.links.map(({ path, language }, at) => ({
        path,
        language,
        label: texts(({ entries }) => entries[index]?.links[at]?.label),
      })),
    })),
  });
}

function messageIn(text: Localized | undefined, indexes: WordedIndex[]): PerLanguage | undefined {
  if (text === undefined) return undefined;
  return indexes.map(({ language }) => ({ language, html: escapeHtml(pick(text, language) ?? '') }));
}

/** `中文 | English`, the first one chosen. */
function views(languages: LanguageTag[], theme: Theme) {
  if (languages.length < 2) return [];
  return languages.map((language, index) => ({
    id: language,
    lang: language,
    label: pick(theme.messages[`view.${language}`], language) ?? language,
    checked: index === 0,
  }));
}
