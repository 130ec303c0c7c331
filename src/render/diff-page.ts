import type { Diagnostics } from '../base/diagnostic.ts';
import { type LanguageTag, type Localized, pick } from '../base/language.ts';
import type { Theme } from '../model/briefing.ts';
import type { Comparison, EditionHead, NumberState, TextPart } from '../model/comparison.ts';
import { element, escapeHtml } from './html.ts';
import type { PerLanguage } from './languages.ts';
import { policyMark } from './live/policy.ts';
import { fontMark } from './page/page.ts';
import { viewRules } from './page/rules.ts';
import { compileTheme } from './theme.ts';

export interface DiffPageInput {
  comparison: Comparison;
  theme: Theme;
  /** Release of jianbao that made the page. */
  generator: string;
  /** A period in words: `2023年`. */
  period(written: string, language: LanguageTag): string;
}

/**
 * What changed between two editions as one HTML document of the theme's layout `diff`: languages side by side, or one of
 * them alone.
 */
export async function renderDiffPage(
  { comparison, theme, generator, period }: DiffPageInput,
  diagnostics: Diagnostics,
): Promise<string> {
  const { languages } = comparison;
  const texts = (words: (language: LanguageTag) => string | undefined): PerLanguage =>
    languages.map((language) => ({ language, html: escapeHtml(words(language) ?? '') }));
  const messageOf = (key: string) => texts((language) => pick(theme.messages[key], language));
  const message = (key: string) => (Object.hasOwn(theme.messages, key) ? messageOf(key) : undefined);
  const localized = (text: Localized) => texts((language) => pick(text, language));
  const template = await compileTheme(theme, message, () => Object.keys(theme.messages), diagnostics);
  const styles = [...theme.styles].flatMap(([name, { text }]) => (name.endsWith('.css') ? [text] : []));
  const head = ({ title, date }: EditionHead) => ({
    title: localized(title),
    date: texts((language) => period(date, language)),
  });
  const columns = (html: (language: LanguageTag) => string) =>
    languages.map((language) => ({ lang: language, content: { html: html(language) } }));
  const nameOf = (lang: LanguageTag) => pick(theme.messages[`view.${lang}`], lang) ?? lang;
  const named = (tag: LanguageTag) =>
    texts((language) => new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag);
  return template('diff', {
    lang: languages[0],
    several: languages.length > 1,
    documentTitle: messageOf('diff.title')
      .map(({ html }) => html)
      .join(' | '),
    generator,
    policy: policyMark,
    style: { html: [fontMark, ...styles, viewRules([...languages])].join('\n') },
    views: languages.length < 2 ? [] : viewsOf(theme, languages, nameOf),
    title: messageOf('diff.title'),
    old: head(comparison.old),
    new: head(comparison.new),
    languages: languages.map((lang) => ({ lang, name: nameOf(lang) })),
    numbers: comparison.numbers.map(({ id, change, label, old, new: now }) => ({
      id,
      kind: messageOf(`diff.${change}`),
      label: localized(label),
      period: texts((language) =>
        [...new Set([old?.period, now?.period])].flatMap((each) => (each ? period(each, language) : [])).join(' → '),
      ),
      words: columns((language) => wordsHtml(language, old, now)),
    })),
    texts: comparison.texts.map(({ where, title, change, changedIn, parts }) => ({
      where,
      title: localized(title),
      kind: messageOf(`diff.${change}`),
      onlyIn:
        change === 'revised' && changedIn.length < languages.length
          ? changedIn.map((lang) => ({ name: named(lang) }))
          : undefined,
      words: columns((language) => markedHtml(parts[language] ?? [])),
    })),
    charts: comparison.charts.map(({ chart, title, change, worded: { heads, rows } }) => ({
      chart,
      title: localized(title),
      kind: messageOf(`diff.${change}`),
      tables: languages.map((lang) => ({
        lang,
        heads: (heads[lang] ?? []).map((text) => ({ text })),
        rows: rows.map(({ type, cells }) => ({
          isNew: type === 'inserted',
          cells: (cells[lang] ?? []).map((text) => ({ text })),
        })),
      })),
    })),
  });
}

/** All languages at first: a revision is read beside its other half. */
function viewsOf(theme: Theme, languages: readonly LanguageTag[], nameOf: (language: LanguageTag) => string) {
  const [first = 'en'] = languages;
  const all = pick(theme.messages['view.bilingual'], first) ?? 'all';
  return [
    ...languages.map((lang) => ({ id: lang, lang, label: nameOf(lang), checked: false })),
    { id: 'all', lang: first, label: all, checked: true },
  ];
}

/** Words of a number: those no more printed struck, new ones marked. */
function wordsHtml(language: LanguageTag, old: NumberState | undefined, now: NumberState | undefined): string {
  const [before, after] = [old?.words[language] ?? [], now?.words[language] ?? []];
  const gone = before.filter((text) => !after.includes(text)).map((text) => element('del', {}, escapeHtml(text)));
  const come = after.map((text) => (before.includes(text) ? escapeHtml(text) : element('ins', {}, escapeHtml(text))));
  return [...gone, ...come].join('<br>');
}

function markedHtml(parts: readonly TextPart[]): string {
  const names = { inserted: 'ins', deleted: 'del' } as const;
  return parts
    .map(({ type, text }) => (type === 'same' ? escapeHtml(text) : element(names[type], {}, escapeHtml(text))))
    .join('');
}
