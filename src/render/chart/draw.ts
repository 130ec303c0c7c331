import { isChinese } from '../../base/language.ts';
import { memo } from '../../base/memo.ts';
import type { Drawing, LocalizedChart, ScreenDrawing } from '../../model/chart.ts';
import { hasParameters, inState, isIn, statesOf } from '../../model/chart-parameters.ts';
import type { Spec } from '../../model/spec.ts';
import { fontFamilyCss } from '../fonts/faces.ts';
import type { TextMetrics } from '../fonts/metrics.ts';
import { type Drawn, openViews, type Surroundings } from './engine.ts';
import { fitToWidth, isComposed, type Run } from './fit.ts';
import { type Palette, plainPalette, themeColours, variablePalette, vegaConfig } from './palette.ts';
import { hasManyRows } from './sent-charts.ts';
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
  return written(await drawTree(chart, options));
}

/** The same, not yet written out. */
export async function drawTree(chart: LocalizedChart, options: DrawOptions): Promise<DrawnTree> {
  const opened = openChart(chart, options, options.screen !== undefined);
  try {
    return await opened.draw(options);
  } finally {
    opened.close();
  }
}

/** A chart that is drawn for wide and for narrow screens, one after the other, by views that stay open. */
export interface OpenChart {
  draw(options: Pick<DrawOptions, 'width' | 'screen'>): Promise<DrawnTree>;
  close(): void;
}

/**
 * Whether a phone gets the views that a wide screen got, laid out anew: a third of the work. Its drawing may show traces
 * of the width before, such as the order of ticks; so it is always made this way, whatever was kept. Composed views remember
 * too much of a width, and views of many rows are not to be kept waiting.
 */
export function isDrawnOn(chart: LocalizedChart): boolean {
  return chart.narrow === undefined && !isComposed(chart.spec) && !hasManyRows(chart);
}

/** `onScreen`: its drawings are for a page with a script. */
export function openChart(
  chart: LocalizedChart,
  options: Omit<DrawOptions, 'width' | 'screen'>,
  onScreen: boolean,
): OpenChart {
  const setting = onScreen ? tagSetting(chart) : undefined;
  const states = setting && hasParameters(chart.spec) ? statesOf(chart.spec) : [];
  const isLive = states === undefined;
  const views = openViews(vegaConfig(options.config), {
    metrics: options.metrics,
    language: fontLanguage(chart.languages),
    words: options.words,
    isLive,
    colours: themeColours(options.config),
  });
  const laidOut = new Set<Spec>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    draw(asked) {
      const drawn = last.then(() => drawIn(asked));
      last = drawn.catch(() => undefined);
      return drawn;
    },
    close: views.close,
  };

  async function drawIn({ width, screen = {} }: Pick<DrawOptions, 'width' | 'screen'>): Promise<DrawnTree> {
    const { beside } = screen;
    const tags = setting && tagger(setting, options.words, [...(beside?.marks ?? [])]);
    const lay: Run = async (spec, size) => {
      const laid = await views.lay(spec, size);
      return { ...laid, write: () => laid.write(tags) };
    };
    const draw = async (spec: Spec, name: string, said = chart) => {
      if (beside && isDrawnOn(chart) && !laidOut.has(spec)) await fitToWidth(spec, beside.width, views.lay);
      laidOut.add(spec);
      return inFrame(said, name, options, await fitToWidth(spec, width, lay), width);
    };
    const spec = beside ? (chart.narrow ?? chart.spec) : chart.spec;
    const variant = beside ? 'n' : 'w';
    const first = await draw(spec, variant);
    const others: StateTree[] = [];
    for (const [index, parameters] of (states ?? []).slice(1).entries()) {
      const inThis = memo(spec, `in state ${JSON.stringify(parameters)}`, [], () => inState(spec, parameters));
      const { element } = await draw(inThis, `${variant}${index + 1}`, inWords(chart, parameters));
      others.push({ parameters, element });
    }
    return {
      ...first,
      ...(others.length > 0 && { states: others }),
      ...(tags?.marks.length && { marks: tags.marks }),
      ...(isLive && { tags: setting, codeLists: chart.codeLists }),
    };
  }
}

/** A drawing with its SVG written out. */
export function written({ element, states, ...drawing }: DrawnTree): Drawing {
  const others = states?.map(({ parameters, element }) => ({ parameters, svg: writeSvg(element) }));
  return { svg: writeSvg(element), ...drawing, ...(others && { states: others }) };
}

function inFrame(
  chart: LocalizedChart,
  variant: string,
  options: Pick<DrawOptions, 'config' | 'standalone'>,
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
