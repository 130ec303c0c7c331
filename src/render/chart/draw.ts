import { isChinese } from '../../base/language.ts';
import type { Drawing, LocalizedChart } from '../../model/chart.ts';
import type { Spec } from '../../model/spec.ts';
import { fontFamilyCss } from '../fonts/faces.ts';
import type { TextMetrics } from '../fonts/metrics.ts';
import { type Drawn, openViews, type Surroundings } from './engine.ts';
import { fitToWidth } from './fit.ts';
import { type Palette, plainPalette, variablePalette, vegaConfig } from './palette.ts';
import { cleanSvg } from './svg-clean.ts';
import { escapeXml, type SvgElement, writeSvg } from './svg-tree.ts';
import { tagger } from './tags.ts';

export interface DrawOptions {
  /** CSS pixels that the drawing may take; its natural size when absent. */
  width?: number;
  /** CSS pixels that a second drawing for narrow screens may take; none is made when absent. */
  narrow?: number;
  /** The theme's chart configuration (`styles/chart.yaml`). */
  config: Spec;
  metrics: TextMetrics;
  /** What `words(value, {unit})` says: see `chartWords`. */
  words: Surroundings['words'];
  /** Real colours in place of CSS variables: for a file of its own. */
  standalone?: boolean;
}

/** A drawing with the SVG still a tree, for those who add to it. */
export type DrawnTree = Omit<Drawing, 'svg' | 'narrow'> & { element: SvgElement };

/** Localised chart → SVG for the page, never wider than asked. Throws ChartError. */
export async function drawChart(chart: LocalizedChart, options: DrawOptions): Promise<Drawing> {
  const [wide, narrow] = await drawTrees(chart, options);
  const { marks, ...drawing } = written(wide);
  return { ...drawing, ...(marks?.length && { marks }), ...(narrow && { narrow: written(narrow) }) };
}

function written({ element, ...drawing }: DrawnTree): Drawing {
  return { svg: writeSvg(element), ...drawing };
}

/** The drawing, and the narrow one when it is asked for. */
export async function drawTrees(chart: LocalizedChart, options: DrawOptions): Promise<[DrawnTree, DrawnTree?]> {
  // Only the page has a script: marks speak where a narrow drawing is made for it too.
  const tags = options.narrow === undefined ? undefined : tagger(chart, options.words);
  const around = {
    metrics: options.metrics,
    language: fontLanguage(chart.languages),
    words: options.words,
    ...(tags && { tagger: tags }),
  };
  const views = openViews(vegaConfig(options.config), around);
  try {
    const wide = inFrame(chart, 'w', options, await fitToWidth(chart.spec, options.width, views.draw), options.width);
    if (options.narrow === undefined) return [wide];
    const drawn = await fitToWidth(chart.narrow ?? chart.spec, options.narrow, views.draw);
    return [{ ...wide, ...(tags && { marks: tags.marks }) }, inFrame(chart, 'n', options, drawn, options.narrow)];
  } finally {
    views.close();
  }
}

function inFrame(
  chart: LocalizedChart,
  variant: 'w' | 'n',
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
  return { element, width, height, warnings: drawn.warnings };
}

/** Where Chinese stands beside another language, Latin quotes and apostrophes must come from the Latin face. */
function fontLanguage(languages: readonly string[]): string {
  return languages.find((language) => !isChinese(language)) ?? languages[0] ?? 'en';
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
