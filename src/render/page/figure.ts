import type { Edition } from '../../model/edition.ts';
import { element } from '../html.ts';
import { chartControls } from '../live/controls.ts';
import { linkFilters } from '../live/filters.ts';
import { packed } from '../live/pack.ts';
import { renderTable } from '../table.ts';
import type { PageSetting } from './setting.ts';

/** What the template of a figure is given. */
export function figureData(chart: string, setting: PageSetting): Record<string, unknown> {
  const { input, first, isWhole, inline, texts, inlines } = setting;
  const { report, editions, medium, beside } = input;
  const words = (pick: (figure: Edition['figures'][string]) => string | undefined) =>
    texts((edition) => (edition.figures[chart] ? pick(edition.figures[chart]) : ''));
  const firstWords = first.figures[chart];
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
    states: medium === 'screen' ? stateWords(chart, setting) : [],
    controls: medium === 'screen' ? { html: chartControls(chart, editions) } : undefined,
    live: input.pictures.get(chart)?.wide[first.language]?.live && input.live ? chart : undefined,
    drawings: packedStates(chart, setting),
    pictures: { html: drawings(chart, setting) },
    screen: medium === 'screen',
    csv: input.figureData?.has(chart) === true,
    page: beside?.figures?.[chart],
    pageHeight: pageHeight(chart, setting),
    folded: input.early !== undefined && input.early !== '',
    data:
      medium === 'screen' && tables.length > 0
        ? { html: renderTable(tables, inline, { class: 'data', states: captionStates(chart, setting) }) }
        : undefined,
  };
}

/** What is named of the figures in the contents, in the order of the text. */
export function figureList({ input: { report }, first, texts }: PageSetting) {
  const placed = report.sections.flatMap((section) => section.bodies[first.language] ?? []);
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

/** Title and subtitle for other states of a chart's parameters, of which the page's script shows the fitting ones. */
function stateWords(chart: string, { first, texts }: PageSetting) {
  return (first.figures[chart]?.states ?? []).map(({ when, subtitle }, index) => ({
    when: JSON.stringify(when),
    title: texts((edition) => edition.figures[chart]?.states[index]?.title),
    subtitle: subtitle === undefined ? undefined : texts((edition) => edition.figures[chart]?.states[index]?.subtitle),
  }));
}

function captionStates(chart: string, { first, texts }: PageSetting) {
  return (first.figures[chart]?.states ?? []).map(({ when }, index) => ({
    when,
    words: texts((edition) => edition.figures[chart]?.states[index]?.caption),
  }));
}

/** The drawings for other choices of a chart's parameters, packed: a reader's browser opens them when one is made. */
function packedStates(chart: string, { input }: PageSetting): { html: string } | undefined {
  const drawn = input.pictures.get(chart);
  if (!drawn || input.medium === 'print') return undefined;
  const states = Object.entries({ wide: drawn.wide, narrow: drawn.narrow ?? {} }).flatMap(([width, byLanguage]) =>
    Object.entries(byLanguage).flatMap(([language, { states = [] }]) => {
      const drawings = states.map(({ parameters, svg }) => [JSON.stringify(parameters), svg]);
      return drawings.length > 0 ? [[`${language} ${width}`, Object.fromEntries(drawings)]] : [];
    }),
  );
  return states.length > 0 ? { html: packed(JSON.stringify(Object.fromEntries(states))) } : undefined;
}

/** On screen one drawing a language; in print one drawing labelled in all languages of the page. */
function drawings(chart: string, { input: { pictures, editions, medium } }: PageSetting): string {
  const drawn = pictures.get(chart);
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
function pageHeight(chart: string, { input }: PageSetting): number {
  const heights = Object.values(input.pictures.get(chart)?.wide ?? {}).map(({ height }) => height);
  return Math.max(0, ...heights) + 220;
}
