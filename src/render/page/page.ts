import type { Diagnostics } from '../../base/diagnostic.ts';
import { memo } from '../../base/memo.ts';
import { renderBlocks } from '../block.ts';
import type { Html } from '../html.ts';
import { linkFilters } from '../live/filters.ts';
import { endOfPage, holdPaint } from '../live/hold-paint.ts';
import { jsonIsland } from '../live/json-island.ts';
import { liveDetails, liveWords } from '../live/live-data.ts';
import { packed } from '../live/pack.ts';
import { policyMark } from '../live/policy.ts';
import { takeawayData } from '../live/takeaway-data.ts';
import { compileTheme } from '../theme.ts';
import { figureData, figureList } from './figure.ts';
import { filesBeside, social, stylesheets, views } from './frame.ts';
import type { PageInput } from './input.ts';
import { coverData, keyFiguresData } from './opening.ts';
import { type PageInParts, partMark, wholePage } from './parts.ts';
import { pageSetting } from './setting.ts';

/** Where the `@font-face` rules go once it is known which characters the page needs. */
export const fontMark = '/* @font-face */';

/** The whole briefing as one HTML document, complete without script and without any other file. */
export async function renderPage(input: PageInput, diagnostics: Diagnostics): Promise<string> {
  return wholePage(await renderParts(input, diagnostics));
}

/** The same document, its sections and scripts apart from it. */
export async function renderParts(input: PageInput, diagnostics: Diagnostics): Promise<PageInParts> {
  const { report, editions, theme, medium, layout = 'page' } = input;
  const setting = pageSetting(input);
  const { first, isWhole, inline, texts } = setting;
  const message = (key: string) =>
    Object.hasOwn(report.messages, key) ? texts((edition) => edition.messages[key]) : undefined;
  const template = await compileTheme(theme, message, () => Object.keys(report.messages), diagnostics);

  // What anything on the page may depend on.
  const common = [
    ...[theme, report.briefing, report.links, report.messages, medium, layout],
    ...editions.flatMap(({ language, messages, provenance }) => [language, messages, provenance]),
    [...inline.anchors].join(' '),
    JSON.stringify([input.early, input.live === undefined, input.beside]),
  ];
  const parts = new Map<string, string>();
  const figure = (chart: string) =>
    once(
      `figure ${chart}`,
      () => figureNeeds(chart),
      () => template('figure', figureData(chart, setting)),
    );
  const keyFigures = () => template('key-figures', { keyFigures: keyFiguresData(setting) });
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
    style: { html: [fontMark, ...stylesheets(setting)].join('\n') },
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
    views: views(setting),
    mark: input.mark,
    copies: editions.map(({ language, messages }) => ({ lang: language, label: messages['provenance.copy'] ?? '' })),
    files: filesBeside(setting),
    title: texts((edition) => edition.title),
    subtitle: first.subtitle === undefined ? undefined : texts((edition) => edition.subtitle),
    organisation: texts((edition) => edition.organisation),
    cover: coverData(setting),
    scan: layout === 'long',
    shown: (input.charts ?? []).map((chart) => ({ id: chart, figure: { html: figure(chart) } })),
    social: social(setting),
    sections: (isWhole ? report.sections : []).map((section, index) => ({
      id: section.id,
      number: index + 1,
      title: texts((edition) => edition.sections[index]?.title),
      shortTitle: texts((edition) => edition.sections[index]?.shortTitle),
      body: part(`section ${section.id}`, sectionBody(section.id, index)),
    })),
    figures: figureList(setting),
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
      ...(first.sections[index]?.blocks ?? []).map((block) => (block.type === 'chart' ? figure(block.chart) : '')),
      [...inline.mentioned].join(' '),
    ];
    const made = once(`section ${id}`, needs, () => {
      const html = renderBlocks(id, editions, inline, { figure, keyFigures, filters });
      return { html, mentioned: [...inline.mentioned] };
    });
    for (const term of made.mentioned) inline.mentioned.add(term);
    return made.html;
  }

  function details(): string {
    const needs = () => [
      ...editions.flatMap(({ figures, title }) => [figures, title]),
      ...(input.figureData?.values() ?? []),
      ...[...input.pictures.values()].flatMap(({ wide }) => Object.values(wide).map(({ marks }) => marks)),
      [...input.pictures.keys()].join(' '),
    ];
    return once('details', needs, () => {
      const takeaway = takeawayData(report, editions, theme, input.figureData ?? new Map());
      return packed(JSON.stringify(liveDetails(editions, takeaway, input.pictures)));
    });
  }
}
