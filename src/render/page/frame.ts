import type { LanguageTag } from '../../base/language.ts';
import { paletteCss } from '../chart/palette.ts';
import { withChosenScheme } from '../schemes.ts';
import { cardRules, hashRules, pageRules, viewRules } from './rules.ts';
import type { PageSetting } from './setting.ts';

/** The style sheets of a page in their order. */
export function stylesheets({ input, isWhole }: PageSetting): string[] {
  const { report, editions, theme, medium, layout } = input;
  const languages = editions.map((edition) => edition.language);
  const rules = medium === 'print' ? pageRules(report, editions) : viewRules(languages);
  const chartColours = `:root{${paletteCss(theme.chartConfig, 'light')}}@media screen and (prefers-color-scheme:dark){:root{${paletteCss(theme.chartConfig, 'dark')}}}`;
  const wanted = (name: string) => {
    if (name === 'share.css') return medium === 'share';
    return name.endsWith('.css') && (isWhole || name === '10-base.css');
  };
  const sheets = [chartColours, ...[...theme.styles].flatMap(([name, file]) => (wanted(name) ? [file.text] : []))];
  if (layout === 'figure-page') sheets.push(hashRules(languages));
  if (medium === 'screen') return [...sheets.map(withChosenScheme), rules, cardRules(editions)];
  return [...(layout === 'figure-page' ? sheets.map(withChosenScheme) : sheets), rules];
}

/** What others show of the page when they link to it. Open Graph names pictures in full only, so that a page of no known address has none. */
export function social({ input, first }: PageSetting) {
  const { report, editions, beside } = input;
  const { address } = report.briefing;
  const images = address === undefined ? [] : Object.entries(beside?.cards ?? {});
  return {
    locale: localeOf(first.language),
    others: editions.slice(1).map(({ language }) => localeOf(language)),
    site: first.organisation ?? '',
    images: images.map(([tag, path]) => ({
      href: new URL(path, address).href,
      alt: editions.find(({ language }) => language === tag)?.title ?? '',
    })),
  };
}

function localeOf(tag: LanguageTag): string {
  const { language, region } = new Intl.Locale(tag).maximize();
  return `${language}_${region}`;
}

/** `中文 | English | 对照`, the first one chosen. */
export function views({ input: { editions }, first }: PageSetting) {
  if (editions.length < 2) return [];
  const single = editions.map(({ language, messages }, index) => {
    const name = messages[`view.${language}`] ?? language;
    return { id: language, lang: language, label: name, title: name, checked: index === 0 };
  });
  const label = first.messages['view.bilingual'] ?? '';
  const title = first.messages['view.bilingual-long'] ?? label;
  return [...single, { id: 'all', lang: first.language, label, title, checked: false }];
}

/** Links to what was written beside the page; a published page names its files in full, so that a mailed copy leads there too. */
export function filesBeside({ input, first }: PageSetting) {
  const { pdfs = [], data } = input.beside ?? {};
  const { address } = input.report.briefing;
  const href = (path: string) => (address === undefined ? path : new URL(path, address).href);
  const name = (languages: LanguageTag[]) =>
    languages.length > 1 ? first.messages['view.bilingual'] : first.messages[`view.${languages[0]}`];
  return {
    pdfs: pdfs.map(({ path, languages }) => ({
      href: href(path),
      lang: languages[0],
      name: name(languages) ?? languages.join('+'),
    })),
    data: data === undefined ? undefined : href(data),
    csv: (input.figureData?.size ?? 0) > 0,
  };
}
