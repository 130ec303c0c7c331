import { isChinese } from '../../base/language.ts';
import type { Drawing, LocalizedChart, ScreenDrawing } from '../../model/chart.ts';
import { hasParameters, inState, isIn, statesOf } from '../../model/chart-parameters.ts';
import type { Spec } from '../../model/spec.ts';
import { fontFamilyCss } from '../fonts/faces.ts';
import type { TextMetrics } from '../fonts/metrics.ts';
import { type Drawn, openViews, type Surroundings } from './engine.ts';
import { fitToWidth } from './fit.ts';
import { type Palette, plainPalette, themeColours, variablePalette, vegaConfig } from './palette.ts';
import { cleanSvg } from './svg-clean.ts';
import { escapeXml, type SvgElement, writeSvg } from './svg-tree.ts';
import { tagger, tagSetting } from './tags.ts';

export interface DrawOptions {
  /** CSS pixels that the drawing may take; its natural size when absent. */
  width?: number;
  /** Drawn for a page with a script, to which its marks say what they stand for. */
  screen?: ScreenDrawing;
  /** The theme's chart configuration (`styles/chart.yaml`). */
  config: Spec;
  metrics: TextMetrics;
  /** What `words(value, {unit})` says: see `chartWords`. */
  words: Surroundings['words'];
  /** Real colours in place of CSS variables: for a file of its own. */
  standalone?: boolean;
}

/** A drawing with the SVG still a tree, for those who add to it. */
export type DrawnTree = Omit<Drawing, 'svg' | 'states'> & { element: SvgElement; states?: StateTree[] };

interface StateTree {
  parameters: Record<string, unknown>;
  element: SvgElement;
}

/** Localised chart → SVG for the page, never wider than asked. Throws ChartError. */
export async function drawChart(chart: LocalizedChart, options: DrawOptions): Promise<Drawing> {
  const { element, states, ...drawing } = await drawTree(chart, options);
  const others = states?.map(({ parameters, element }) => ({ parameters, svg: writeSvg(element) }));
  return { svg: writeSvg(element), ...drawing, ...(others && { states: others }) };
}

/** The same, not yet written out. */
export async function drawTree(chart: LocalizedChart, options: DrawOptions): Promise<DrawnTree> {
  const { screen, width } = options;
  const setting = screen && tagSetting(chart);
  const tags = setting && tagger(setting, options.words, [...(screen.marks ?? [])]);
  const states = setting && hasParameters(chart.spec) ? statesOf(chart.spec) : [];
  const isLive = states === undefined;
  const around = {
    metrics: options.metrics,
    language: fontLanguage(chart.languages),
    words: options.words,
    ...(tags && { tagger: tags }),
    isLive,
    colours: themeColours(options.config),
  };
  const views = openViews(vegaConfig(options.config), around);
  try {
    const draw = async (drawn: Spec, name: string, said = chart) =>
      inFrame(said, name, options, await fitToWidth(drawn, width, views.lay), width);
    const isNarrow = screen?.isNarrow === true;
    const spec = isNarrow ? (chart.narrow ?? chart.spec) : chart.spec;
    const variant = isNarrow ? 'n' : 'w';
    const first = await draw(spec, variant);
    const others: StateTree[] = [];
    for (const [index, parameters] of (states ?? []).slice(1).entries()) {
      const { element } = await draw(inState(spec, parameters), `${variant}${index + 1}`, inWords(chart, parameters));
      others.push({ parameters, element });
    }
    return {
      ...first,
      ...(others.length > 0 && { states: others }),
      ...(tags?.marks.length && { marks: tags.marks }),
      ...(isLive && { tags: setting, codeLists: chart.codeLists }),
    };
  } finally {
    views.close();
  }
}

function inFrame(
  chart: LocalizedChart,
  variant: string,
  options: DrawOptions,
  drawn: Drawn,
  most: number | undefined,
): DrawnTree {
  const language = fontLanguage(chart.languages);
  const palette = options.standalone ? plainPalette : variablePalette(options.config);
  const prefix = [chart.id, ...chart.languages, variant].join('-');
  const { element, width, height } = framed(drawn, most, palette, `${prefix}-`);
  element.attributes.set('role', 'img');
  element.attributes.set('aria-label', escapeXml(alternativeOf(chart)));
  element.attributes.set('font-family', escapeXml(fontFamilyCss('sans', language)).replaceAll('&quot;', "'"));
  const { warnings, labelFaults, contrastFaults, live } = drawn;
  return {
    ...{ element, width, height, warnings },
    ...(labelFaults.length > 0 && { labelFaults }),
    ...(contrastFaults.length > 0 && { contrastFaults }),
    ...(live && { live }),
  };
}

/** Where Chinese stands beside another language, Latin quotes and apostrophes must come from the Latin face. */
function fontLanguage(languages: readonly string[]): string {
  return languages.find((language) => !isChinese(language)) ?? languages[0] ?? 'en';
}

/** A chart with the alternative text of a state of its parameters. */
function inWords(chart: LocalizedChart, parameters: Record<string, unknown>): LocalizedChart {
  const state = chart.states?.find(({ when }) => isIn(when, parameters));
  return state ? { ...chart, alternative: state.alternative } : chart;
}

/** The texts of all languages after each other. */
function alternativeOf({ languages, alternative }: LocalizedChart): string {
  return languages.map((language) => alternative[language] ?? '').join(' ');
}

/** A frame that holds everything drawn; scaled down when even fitting left it too wide. */
function framed(drawn: Drawn, most: number | undefined, palette: Palette, prefix: string) {
  const element = cleanSvg(drawn.svg, { prefix, palette });
  const { overflow } = drawn;
  const [left, top] = [Math.ceil(Math.max(0, overflow.left)), Math.ceil(Math.max(0, overflow.top))];
  const boxWidth = Math.ceil(drawn.width + left + Math.max(0, overflow.right));
  const boxHeight = Math.ceil(drawn.height + top + Math.max(0, overflow.bottom));
  const scale = most === undefined ? 1 : Math.min(1, most / boxWidth);
  const [width, height] = [Math.round(boxWidth * scale), Math.round(boxHeight * scale)];
  element.attributes = new Map([
    ['xmlns', 'http://www.w3.org/2000/svg'],
    ['width', String(width)],
    ['height', String(height)],
    ['viewBox', [-left, -top, boxWidth, boxHeight].join(' ')],
  ]);
  return { element, width, height };
}
