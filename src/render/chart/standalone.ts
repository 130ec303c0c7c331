import { autospaceRule } from '../../base/autospace.ts';
import type { LanguageTag } from '../../base/language.ts';
import { wrapText } from '../../base/wrap-text.ts';
import type { Drawing, LocalizedChart } from '../../model/chart.ts';
import { fontFamilyCss } from '../fonts/faces.ts';
import type { TextMetrics } from '../fonts/metrics.ts';
import { type DrawOptions, drawTree } from './draw.ts';
import { themeColours } from './palette.ts';
import { escapeXml, type SvgElement, writeSvg } from './svg-tree.ts';

/** What stands under a chart in a file of its own, per language, already worded. */
export interface StandaloneText {
  /** `资料来源：山东省统计局` */
  sources?: Record<LanguageTag, string>;
}

/**
 * A chart as an SVG file of its own: title and subtitle over it, note and sources under it, on paper of the theme's
 * colour, in real colours.
 */
export async function drawStandalone(chart: LocalizedChart, options: DrawOptions & StandaloneText): Promise<Drawing> {
  const drawn = await drawTree(chart, { ...options, standalone: true });
  const width = Math.max(drawn.width, Math.ceil(options.width ?? 0));
  const colour = (name: string) => themeColours(options.config).find((each) => each.name === name)?.light ?? '#000000';
  const { metrics } = options;
  const paragraphs = (texts: Record<LanguageTag, string> | undefined, style: ParagraphStyle) =>
    chart.languages.flatMap((language) =>
      paragraph(texts?.[language] ?? '', language, style, width - 2 * margin, metrics),
    );
  const head = [
    ...paragraphs(chart.title, { size: 16, bold: true, fill: colour('ink') }),
    ...paragraphs(chart.subtitle, { size: 12, bold: false, fill: colour('muted') }),
  ];
  const foot = [
    ...paragraphs(chart.note, { size: 11, bold: false, fill: colour('muted') }),
    ...paragraphs(options.sources, { size: 11, bold: false, fill: colour('muted') }),
  ];
  const top = head.length > 0 ? margin + heightOf(head) + 10 : margin;
  const bottom = foot.length > 0 ? heightOf(foot) + 8 + margin : margin;
  const height = Math.ceil(top + drawn.height + bottom);
  const full = width + 2 * margin;
  const picture: SvgElement = {
    ...drawn.element,
    attributes: new Map([
      ['x', String(margin)],
      ['y', String(Math.round(top))],
      ...[...drawn.element.attributes].filter(([name]) => ['width', 'height', 'viewBox'].includes(name)),
    ]),
  };
  const outer = new Map(drawn.element.attributes);
  for (const [name, value] of Object.entries({ width: full, height, viewBox: `0 0 ${full} ${height}` }))
    outer.set(name, String(value));
  const element: SvgElement = {
    name: 'svg',
    attributes: outer,
    children: [
      node('rect', { width: full, height, fill: colour('paper') }),
      ...lines(head, margin),
      picture,
      ...lines(foot, top + drawn.height + 8),
    ],
  };
  return { svg: writeSvg(element), width: full, height, warnings: drawn.warnings };
}

/** Puts `@font-face` rules into an SVG, so that it looks the same where the fonts are not installed. */
export function embedFonts(svg: string, css: string): string {
  const rules = escapeXml(`${css}${autospaceRule}`).replaceAll('&quot;', '"');
  return svg.replace(/^<svg\b(?:[^>"]|"[^"]*")*>/, (head) => `${head}<style>${rules}</style>`);
}

/** Pixels of paper on each side of a drawing. */
export const margin = 16;

interface ParagraphStyle {
  size: number;
  bold: boolean;
  fill: string;
}

interface Line extends ParagraphStyle {
  text: string;
  language: LanguageTag;
}

function paragraph(
  text: string,
  language: LanguageTag,
  style: ParagraphStyle,
  width: number,
  metrics: TextMetrics,
): Line[] {
  const measure = (part: string) => metrics.width(part, { size: style.size, bold: style.bold, language });
  return wrapText(text, width, measure).map((line) => ({ ...style, text: line, language }));
}

function heightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { size }) => sum + leading(size), 0);
}

function leading(size: number): number {
  return Math.round(size * 1.45);
}

function lines(texts: readonly Line[], top: number): SvgElement[] {
  let y = Math.round(top);
  return texts.map(({ text, size, bold, fill, language }) => {
    y += leading(size);
    const family = fontFamilyCss('sans', language).replaceAll('"', "'");
    const attributes = {
      x: margin,
      y: Math.round(y - size * 0.4),
      'font-size': size,
      fill,
      'font-family': family,
      ...(bold && { 'font-weight': 'bold' }),
      lang: language,
    };
    return node('text', attributes, [escapeXml(text)]);
  });
}

function node(
  name: string,
  attributes: Record<string, string | number>,
  children: (SvgElement | string)[] = [],
): SvgElement {
  return {
    name,
    attributes: new Map(Object.entries(attributes).map(([key, value]) => [key, String(value)])),
    children,
  };
}
