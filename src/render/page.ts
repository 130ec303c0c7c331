import type { Diagnostics } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import { memo } from '../base/memo.ts';
import type { Theme } from '../model/briefing.ts';
import type { Drawing } from '../model/chart.ts';
import type { Edition, Worded } from '../model/edition.ts';
import type { FigureData } from '../model/figure-data.ts';
import type { TakeawayData } from '../model/live.ts';
import type { WordedMark } from '../model/release.ts';
import type { Report } from '../model/report.ts';
import { anchorsOf } from './anchors.ts';
import { renderBlocks } from './block.ts';
import { paletteCss } from './chart/palette.ts';
import { element, escapeHtml, type Html } from './html.ts';
import { type InlineSetting, renderInlines } from './inline.ts';
import type { PerLanguage } from './languages.ts';
import { chartControls } from './live/controls.ts';
import { linkFilters } from './live/filters.ts';
import { endOfPage, holdPaint } from './live/hold-paint.ts';
import { jsonIsland } from './live/json-island.ts';
import { liveDetails, liveWords } from './live/live-data.ts';
import { packed } from './live/pack.ts';
import { policyMark } from './live/policy.ts';
import { takeawayData } from './live/takeaway-data.ts';
import { type PageInParts, partMark, wholePage } from './page-parts.ts';
import { cardRules, hashRules, pageRules, viewRules } from './page-rules.ts';
import { qrCode } from './qr-code.ts';
import { withChosenScheme } from './schemes.ts';
import { sourceNotes } from './source-notes.ts';
import { renderTable } from './table.ts';
import { compileTheme } from './theme.ts';

/** A chart drawn for a page: SVG text that may be inserted as it is. */
export type Picture = Pick<Drawing, 'svg' | 'width' | 'height' | 'marks' | 'states' | 'live' | 'tags' | 'codeLists'>;

/** The drawings of a chart that one page shows: by language tag, or by `zh-Hans+en` for one labelled in both. */
export interface ChartPictures {
  wide: Record<string, Picture>;
  /** For screens under 480 px; absent in print. */
  narrow?: Record<string, Picture>;
}

export interface PageInput {
  report: Report;
  /** One per language of the page, in reading order. */
  editions: Edition[];
  theme: Theme;
  /** Chart id → drawings. */
  pictures: ReadonlyMap<string, ChartPictures>;
  /** The page that people open, the one that becomes a PDF, or one that becomes a picture or a figure's own page. */
  medium: 'screen' | 'print' | 'share';
  /** What the theme calls the document: `page` when absent. */
  layout?: Layout;
  /** The charts that a layout other than `page` shows. */
  charts?: string[];
  /** Chart id → its data as a file, on screen. */
  figureData?: ReadonlyMap<string, FigureData>;
  /** Files that stand beside the page. */
  beside?: FilesBeside;
  /** Release of jianbao that made the page. */
  generator: string;
  /** Set while the briefing may not be published, in every language of the briefing, the page's own first. */
  mark?: WordedMark[];
  /** The page's own script, on screen. */
  script?: string;
  /** What runs before the page is painted. */
  early?: string;
  /** The runtime of charts with parameters and their dataflows, packed. */
  live?: { runtime: string; charts: string };
  /** Keeps what has been rendered for a later page that has the same in it. */
  kept?: object;
}

/** The briefing, its long picture, its social card, all its figures one by one, or one figure. */
export type Layout = 'page' | 'long' | 'card' | 'figures' | 'figure-page';

/** What a run writes beside its page, relative to it, so that the page can lead there. */
export interface FilesBeside {
  pdfs: { path: string; languages: LanguageTag[] }[];
  /** The data package as a zip. */
  data?: string;
  /** The page of each figure, by chart id. */
  figures?: Record<string, string>;
  /** A picture for each language that others show when they link to the page. */
  cards?: Record<LanguageTag, string>;
}

/** `25.15 billion yuan`: the screen's style sets it so that it fits a line of a phone's column. */
function smallerWhereLong({ language, html }: PerLanguage[number]): PerLanguage[number] {
  const text = html.replace(/<[^>]*>/g, '');
  const wide = text.match(/[\u2e80-\uffef]/g)?.length ?? 0;
  return { language, html: text.length + wide > 14 ? element('span', { class: 'long' }, html) : html };
}

/** Where the `@font-face` rules go once it is known which characters the page needs. */
export const fontMark = '/* @font-face */';

/** The whole briefing as one HTML document, complete without script and without any other file. */
export async function renderPage(input: PageInput, diagnostics: Diagnostics): Promise<string> {
  return wholePage(await renderParts(input, diagnostics));
}

/** The same document, its sections and scripts apart from it. */
export async function renderParts(input: PageInput, diagnostics: Diagnostics): Promise<PageInParts> {
  const { report, editions, theme, medium, layout = 'page' } = input;
  const isWhole = layout === 'page' || layout === 'long';
  const all = (words: (edition: Edition) => string): PerLanguage =>
    editions.map((edition) => ({ language: edition.language, html: words(edition) }));
  const texts = (words: (edition: Edition) => string | undefined): PerLanguage =>
    all((edition) => escapeHtml(words(edition) ?? ''));
  const message = (key: string) =>
    Object.hasOwn(report.messages, key) ? texts((edition) => edition.messages[key]) : undefined;
  const template = await compileTheme(theme, message, () => Object.keys(report.messages), diagnostics);
  const setting: InlineSetting = {
    anchors: isWhole ? anchorsOf(report, editions) : new Set(),
    bindings: medium === 'screen',
    live: medium === 'screen',
    answers: new Set(Object.keys(editions[0]?.provenance.data ?? {})),
    mentioned: new Set(),
    ...(medium === 'print' && {
      notes: (text: Worded[], language: LanguageTag) => sourceNotes(text, language, editions),
    }),
  };
  const inlines = (words: (edition: Edition) => Worded[]) =>
    all((edition) => renderInlines(words(edition), edition.language, setting));
  const [first] = editions;
  if (!first) throw new Error('a page needs at least one language');

  // What anything on the page may depend on.
  const common = [
    ...[theme, report.briefing, report.links, report.messages, medium, layout],
    ...editions.flatMap(({ language, messages, provenance }) => [language, messages, provenance]),
    [...setting.anchors].join(' '),
    JSON.stringify([input.early, input.live === undefined, input.beside]),
  ];
  const parts = new Map<string, string>();
  const figure = (chart: string) =>
    once(
      `figure ${chart}`,
      () => figureNeeds(chart),
      () => template('figure', figureData(chart)),
    );
  const keyFigures = () =>
    template('key-figures', { keyFigures: first.keyFigures.map((_, index) => keyFigureData(index)) });
  const filters = (table: string) => (medium === 'screen' ? linkFilters({ table }, editions, report) : '');
  const data = {
    lang: first.language,
    medium: medium === 'share' ? `screen ${layout}` : medium,
    screen: medium === 'screen',
    print: medium === 'print',
    several: editions.length > 1,
    generator: input.generator,
    documentTitle: editions.map((edition) => edition.title).join(' | '),
    description: first.subject ?? first.subtitle ?? '',
    author: first.author,
    keywords: editions.flatMap((edition) => edition.keywords).join(', '),
    date: report.briefing.edition.date,
    address: report.briefing.address,
    policy: policyMark,
    style: { html: [fontMark, ...stylesheets()].join('\n') },
    live:
      medium === 'screen' && input.script
        ? {
            words: { html: jsonIsland(liveWords(editions)) },
            details: part('details', details()),
          }
        : undefined,
    script: input.script && part('script', input.script),
    packed: input.live && { runtime: part('runtime', input.live.runtime), charts: part('charts', input.live.charts) },
    early: input.early ? part('early', input.early) : undefined,
    hold: { html: holdPaint },
    end: endOfPage,
    views: views(),
    mark: input.mark,
    copies: editions.map(({ language, messages }) => ({ lang: language, label: messages['provenance.copy'] ?? '' })),
    files: files(),
    title: texts((edition) => edition.title),
    subtitle: first.subtitle === undefined ? undefined : texts((edition) => edition.subtitle),
    organisation: texts((edition) => edition.organisation),
    cover: cover(),
    scan: layout === 'long',
    shown: (input.charts ?? []).map((chart) => ({ id: chart, figure: { html: figure(chart) } })),
    social: social(),
    sections: (isWhole ? report.sections : []).map((section, index) => ({
      id: section.id,
      number: index + 1,
      title: texts((edition) => edition.sections[index]?.title),
      shortTitle: texts((edition) => edition.sections[index]?.shortTitle),
      body: part(`section ${section.id}`, sectionBody(section.id, index)),
    })),
    figures: figureList(),
  };
  return { frame: template(layout === 'long' ? 'page' : layout, data), parts };

  function part(name: string, html: string): Html {
    parts.set(name, html);
    return { html: partMark(name) };
  }

  /** What was rendered before, while all that it is made of is the same. */
  function once<T>(name: string, needs: () => readonly unknown[], make: () => T): T {
    return input.kept ? memo(input.kept, name, [...common, ...needs()], make) : make();
  }

  function figureNeeds(chart: string): unknown[] {
    const { wide = {}, narrow = {} } = input.pictures.get(chart) ?? {};
    const pictures = [...Object.entries(wide), ...Object.entries(narrow)].flatMap(([language, picture]) => [
      language,
      picture.svg,
      picture.height,
      picture.states,
      picture.live,
    ]);
    const has = input.figureData?.has(chart) === true;
    return [...editions.map(({ figures }) => figures[chart]), has, Object.keys(wide).length, ...pictures];
  }

  /** A term's first mention on the page is a link: what was mentioned before counts. */
  function sectionBody(id: string, index: number): string {
    const needs = () => [
      ...editions.flatMap(({ sections, tables, parts, keyFigures }) => [
        sections[index]?.blocks,
        tables,
        parts,
        keyFigures,
      ]),
      ...(first?.sections[index]?.blocks ?? []).map((block) => (block.type === 'chart' ? figure(block.chart) : '')),
      [...setting.mentioned].join(' '),
    ];
    const made = once(`section ${id}`, needs, () => {
      const html = renderBlocks(id, editions, setting, { figure, keyFigures, filters });
      return { html, mentioned: [...setting.mentioned] };
    });
    for (const term of made.mentioned) setting.mentioned.add(term);
    return made.html;
  }

  function details(): string {
    const needs = () => [
      ...editions.flatMap(({ figures, title }) => [figures, title]),
      ...(input.figureData?.values() ?? []),
      ...[...input.pictures.values()].flatMap(({ wide }) => Object.values(wide).map(({ marks }) => marks)),
      [...input.pictures.keys()].join(' '),
    ];
    return once('details', needs, () => packed(JSON.stringify(liveDetails(editions, takeaway(), input.pictures))));
  }

  function stylesheets(): string[] {
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
    return [...sheets, rules];
  }

  function takeaway(): TakeawayData {
    return takeawayData(report, editions, theme, input.figureData ?? new Map());
  }

  /** Open Graph names pictures in full only, so that a page of no known address has none. */
  function social() {
    const { address } = report.briefing;
    const { cards = {} } = input.beside ?? {};
    const images = address === undefined ? [] : Object.entries(cards);
    const locale = (tag: LanguageTag) => {
      const { language, region } = new Intl.Locale(tag).maximize();
      return `${language}_${region}`;
    };
    return {
      locale: locale(first?.language ?? 'en'),
      others: editions.slice(1).map(({ language }) => locale(language)),
      site: first?.organisation ?? '',
      images: images.map(([tag, path]) => ({
        href: new URL(path, address).href,
        alt: editions.find(({ language }) => language === tag)?.title ?? '',
      })),
    };
  }

  /** `中文 | English | 对照`, the first one chosen. */
  function views(): { id: string; lang: LanguageTag; label: string; title: string; checked: boolean }[] {
    if (editions.length < 2) return [];
    const single = editions.map((edition, index) => ({
      id: edition.language,
      lang: edition.language,
      label: edition.messages[`view.${edition.language}`] ?? edition.language,
      title: edition.messages[`view.${edition.language}`] ?? edition.language,
      checked: index === 0,
    }));
    const label = first?.messages['view.bilingual'] ?? '';
    const both = {
      id: 'all',
      lang: first?.language ?? '',
      label,
      title: first?.messages['view.bilingual-long'] ?? label,
      checked: false,
    };
    return [...single, both];
  }

  /** Links to what was written beside the page; a published page names its files in full, so that a mailed copy leads there too. */
  function files() {
    const { pdfs = [], data } = input.beside ?? {};
    const { address } = report.briefing;
    const href = (path: string) => (address === undefined ? path : new URL(path, address).href);
    const name = (languages: LanguageTag[]) =>
      languages.length > 1 ? first?.messages['view.bilingual'] : first?.messages[`view.${languages[0]}`];
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

  function cover() {
    const hero = first?.cover.hero;
    const chart = report.briefing.coverChart;
    const picture = chart === undefined ? undefined : input.pictures.get(`${chart}:cover`)?.wide.any;
    return {
      period: texts((edition) => edition.cover.period),
      date: texts((edition) => edition.cover.date),
      number: first?.cover.number === undefined ? undefined : texts((edition) => edition.cover.number),
      compiled: texts((edition) => edition.cover.compiled),
      hero: hero && {
        value: inlines((edition) => edition.cover.hero?.value ?? []),
        label: texts((edition) => edition.cover.hero?.label),
      },
      picture: picture && { html: picture.svg },
      code:
        report.briefing.address === undefined
          ? undefined
          : { html: qrCode(report.briefing.address, first?.messages['cover.address'] ?? '') },
    };
  }

  function figureData(chart: string): Record<string, unknown> {
    const words = (pick: (figure: Edition['figures'][string]) => string | undefined) =>
      texts((edition) => (edition.figures[chart] ? pick(edition.figures[chart]) : ''));
    const firstWords = first?.figures[chart];
    const tables = editions.flatMap((edition) => {
      const table = edition.figures[chart]?.data;
      return table ? [{ language: edition.language, table }] : [];
    });
    return {
      id: `chart-${chart}`,
      label: words((figure) => figure.label),
      title: words((figure) => figure.title),
      subtitle: firstWords?.subtitle === undefined ? undefined : words((figure) => figure.subtitle),
      note: firstWords?.note === undefined ? undefined : words((figure) => figure.note),
      sources: firstWords?.sources.length
        ? inlines((edition) =>
            (edition.figures[chart]?.sources ?? []).filter(({ type }) => isWhole || type !== 'citation'),
          )
        : undefined,
      filters: medium === 'screen' ? { html: linkFilters({ chart }, editions, report) } : undefined,
      states: medium === 'screen' ? stateWords(chart) : [],
      controls: medium === 'screen' ? { html: chartControls(chart, editions) } : undefined,
      live: input.pictures.get(chart)?.wide[first?.language ?? '']?.live && input.live ? chart : undefined,
      drawings: packedStates(chart),
      pictures: { html: pictures(chart) },
      screen: medium === 'screen',
      csv: input.figureData?.has(chart) === true,
      page: input.beside?.figures?.[chart],
      pageHeight: pageHeight(chart),
      folded: input.early !== undefined && input.early !== '',
      data:
        medium === 'screen' && tables.length > 0
          ? { html: renderTable(tables, setting, { class: 'data', states: captionStates(chart) }) }
          : undefined,
    };
  }

  /** Title and subtitle for other states of a chart's parameters, of which the page's script shows the fitting ones. */
  function stateWords(chart: string) {
    return (first?.figures[chart]?.states ?? []).map(({ when, subtitle }, index) => ({
      when: JSON.stringify(when),
      title: texts((edition) => edition.figures[chart]?.states[index]?.title),
      subtitle:
        subtitle === undefined ? undefined : texts((edition) => edition.figures[chart]?.states[index]?.subtitle),
    }));
  }

  function captionStates(chart: string) {
    return (first?.figures[chart]?.states ?? []).map(({ when }, index) => ({
      when,
      words: texts((edition) => edition.figures[chart]?.states[index]?.caption),
    }));
  }

  /** The drawings for other choices of a chart's parameters, packed: a reader's browser opens them when one is made. */
  function packedStates(chart: string): { html: string } | undefined {
    const drawn = input.pictures.get(chart);
    if (!drawn || medium === 'print') return undefined;
    const states = Object.entries({ wide: drawn.wide, narrow: drawn.narrow ?? {} }).flatMap(([width, byLanguage]) =>
      Object.entries(byLanguage).flatMap(([language, { states = [] }]) => {
        const drawings = states.map(({ parameters, svg }) => [JSON.stringify(parameters), svg]);
        return drawings.length > 0 ? [[`${language} ${width}`, Object.fromEntries(drawings)]] : [];
      }),
    );
    return states.length > 0 ? { html: packed(JSON.stringify(Object.fromEntries(states))) } : undefined;
  }

  /** On screen one drawing a language; in print one drawing labelled in all languages of the page. */
  function pictures(chart: string): string {
    const drawn = input.pictures.get(chart);
    if (!drawn) return '';
    const both = editions.map((edition) => edition.language).join('+');
    if (medium === 'print') return element('div', { class: 'drawing' }, drawn.wide[both]?.svg ?? '');
    return editions
      .map(({ language }) => {
        const wide = element('div', { class: 'wide' }, drawn.wide[language]?.svg ?? '');
        const narrow = drawn.narrow?.[language] ? element('div', { class: 'narrow' }, drawn.narrow[language].svg) : '';
        return element('div', { class: `l drawing${narrow === '' ? '' : ' two'}`, lang: language }, wide + narrow);
      })
      .join('\n');
  }

  /** About what a figure takes with its words, for the frame that another page shows it in. */
  function pageHeight(chart: string): number {
    const heights = Object.values(input.pictures.get(chart)?.wide ?? {}).map(({ height }) => height);
    return Math.max(0, ...heights) + 220;
  }

  function keyFigureData(index: number) {
    const { value = [], context = [] } = first?.keyFigures[index] ?? {};
    const language = first?.language ?? '';
    const notes = setting.notes?.([...value, ...context], language) ?? [];
    const number = (index: number) => inlines((edition) => edition.keyFigures[index]?.value ?? []);
    return {
      value: medium === 'screen' ? number(index).map(smallerWhereLong) : number(index),
      label: texts((edition) => edition.keyFigures[index]?.label),
      context: first?.keyFigures[index]?.context.length
        ? inlines((edition) => edition.keyFigures[index]?.context ?? [])
        : undefined,
      period: texts((edition) => edition.keyFigures[index]?.period),
      notes: notes.length > 0 ? { html: renderInlines(notes, language, setting) } : undefined,
    };
  }

  function figureList() {
    const placed = report.sections.flatMap((section) => section.bodies[first?.language ?? ''] ?? []);
    return placed.flatMap((block) =>
      block.type === 'chart'
        ? [
            {
              id: `chart-${block.chart}`,
              label: texts((edition) => edition.figures[block.chart]?.label),
              title: texts((edition) => edition.figures[block.chart]?.title),
            },
          ]
        : [],
    );
  }
}
