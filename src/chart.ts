import { resolve } from 'node:path';
import { AuthorError, Diagnostics, UsageError } from './base/diagnostic.ts';
import { isLanguageTag, type LanguageTag, pick } from './base/language.ts';
import { memoryFolder } from './base/memory-folder.ts';
import type { Folder } from './base/world.ts';
import { buildChart } from './build/chart.ts';
import { type NamedData, reportOfData, withNamedData } from './build/chart-report.ts';
import { deriveFacts } from './build/derive.ts';
import { localizeChart } from './localize/chart.ts';
import { chartSources } from './localize/chart-sources.ts';
import type { Located } from './model/briefing.ts';
import type { Drawing, LocalizedChart } from './model/chart.ts';
import type { DataPackage, Unit } from './model/data.ts';
import type { Chart, Report } from './model/report.ts';
import { isObject } from './model/spec.ts';
import { openFolder } from './node/folder.ts';
import { ownPackage } from './node/package.ts';
import { openCharts } from './node/threads.ts';
import { openWorld } from './node/world.ts';
import type { Browser } from './print/browser.ts';
import { readDataFolder } from './read/data-folder.ts';
import { emptyPackage } from './read/data-package.ts';
import { type LocatedKeys, readJson } from './read/located.ts';
import { readTheme } from './read/theme.ts';
import { checkAllTranslations } from './read/translation.ts';
import { readThemeUnits } from './read/units.ts';
import { ChartError } from './render/chart/error.ts';
import { embedFonts, margin } from './render/chart/standalone.ts';
import { fontFacesOf } from './render/fonts/font-faces.ts';

export type { NamedData } from './build/chart-report.ts';

/** The formats a drawing can have. */
export const chartFormats = ['svg', 'png', 'pdf'] as const;
export type ChartFormat = (typeof chartFormats)[number];

export interface ChartOptions {
  format: ChartFormat;
  /** Language of words and numbers, or several to label in all of them; default: en. */
  language?: LanguageTag | LanguageTag[];
  /** Rows, or a file's text, for `data: {name}`; the name `""` stands for the first data. */
  data?: Record<string, NamedData>;
  /** Folder with a `datapackage.json`, in it or in its `data/`, whose tables the specification may name. */
  dataPackage?: string;
  /** Width of the drawing in CSS pixels, 64 to 10 000; default: 628. */
  width?: number;
  /** Device pixels per CSS pixel of a PNG, up to 10; default: 2. */
  scale?: number;
  /** Path of the browser that makes PNG and PDF. */
  browser?: string;
  /** Folder that `data: {url}` may name files of; without it any url is an error. */
  folder?: string;
}

/** A drawing as a file, with what was noticed on the way. */
export interface RenderedChart {
  bytes: Uint8Array;
  /** CSS pixels. */
  width: number;
  height: number;
  warnings: Diagnostics['list'];
}

/**
 * Draws a Vega-Lite v6 specification with jianbao's fonts, words and colours: an SVG that holds its fonts, a PNG, or a
 * PDF of one page. Throws AuthorError for a specification or data that cannot be drawn, UsageError for wrong options,
 * BrowserError when nothing can print.
 */
export async function renderChart(spec: object, options: ChartOptions): Promise<Uint8Array> {
  const place = { file: 'chart' };
  checkJson(options.data ?? {});
  const written = { value: spec, file: place.file, at: () => place, keyAt: () => place };
  return (await renderLocated('chart', written, options)).bytes;
}

function checkJson(data: Record<string, NamedData>): void {
  const diagnostics = new Diagnostics();
  for (const [name, given] of Object.entries(data))
    if ('text' in given && given.format === 'json') readJson(given.text, name === '' ? 'data' : name, diagnostics);
  diagnostics.stopOnErrors();
}

/** The same for a specification that knows where it was written; `id` names the drawing and begins the ids inside. */
export async function renderLocated(id: string, written: LocatedKeys, options: ChartOptions): Promise<RenderedChart> {
  const settings = checked(options);
  const { width, format } = settings;
  const diagnostics = new Diagnostics();
  const charts = openCharts();
  try {
    const { chart, report, languages, config } = await read(id, written, settings, diagnostics);
    charts.set({ config, units: report.units, messages: report.messages });
    const localized = localizeChart(chart, report, languages);
    const sources = Object.fromEntries(languages.map((tag) => [tag, chartSources(chart.sources, report, tag)]));
    const drawing = await charts
      .draw(localized, { width: width - 2 * margin, standalone: { sources } })
      .catch((error) => {
        if (!(error instanceof ChartError)) throw error;
        diagnostics.error('chart-invalid', `the chart cannot be drawn: ${error.message}`, chart.place);
        throw new AuthorError(diagnostics.list);
      });
    for (const warning of drawing.warnings) diagnostics.warning('chart-warning', warning, chart.place);
    const faces = fontFacesOf({ diagnostics });
    const css = await faces(drawing.svg, format === 'pdf' ? 'truetype' : 'woff2');
    const bytes =
      format === 'svg'
        ? new TextEncoder().encode(`${embedFonts(drawing.svg, css)}\n`)
        : await print(localized, drawing, css, settings);
    return { bytes, width: drawing.width, height: drawing.height, warnings: diagnostics.list };
  } finally {
    await charts.close();
  }
}

interface Settings extends Omit<ChartOptions, 'language'> {
  languages: LanguageTag[];
  width: number;
  scale: number;
}

function checked({ language = 'en', width = 628, scale = 2, ...rest }: ChartOptions): Settings {
  const languages = [language].flat();
  const malformed = languages.find((tag) => !isLanguageTag(tag));
  if (languages.length === 0 || malformed !== undefined) {
    throw new UsageError(`"${malformed ?? ''}" is not a language tag such as zh-Hans or en`);
  }
  if (!(width >= 64 && width <= 10_000)) throw new UsageError(`a width of ${width} is not between 64 and 10000 pixels`);
  if (!(scale > 0 && scale <= 10)) throw new UsageError(`a scale of ${scale} is not above 0 and at most 10`);
  if (!chartFormats.includes(rest.format)) {
    throw new UsageError(`"${rest.format}" is not a format of drawings`, `known: ${chartFormats.join(', ')}`);
  }
  return { ...rest, languages: [...new Set(languages)], width, scale };
}

interface ReadChart {
  chart: Chart;
  report: Report;
  /** As the theme calls them. */
  languages: LanguageTag[];
  /** The theme's `styles/chart.yaml`. */
  config: Record<string, unknown>;
}

/** Specification, theme and data → neutral chart; throws AuthorError with everything that is wrong. */
async function read(
  id: string,
  written: LocatedKeys,
  { languages: asked, dataPackage, data: named = {}, folder }: Settings,
  diagnostics: Diagnostics,
): Promise<ReadChart> {
  const world = { briefing: memoryFolder({}), theme: openWorld('.', ownPackage().themeFolder).theme };
  const [theme, units] = await Promise.all([readTheme(world, [], diagnostics), readThemeUnits(world, [], diagnostics)]);
  const known = languagesOf(theme.messages);
  const languages = asked.map((language) => {
    const served = servedBy(language, known);
    const hint = `known: ${known.join(', ')}`;
    if (!served) diagnostics.error('language-unknown', `the theme has no words in "${language}"`, undefined, hint);
    return served ?? language;
  });
  diagnostics.stopOnErrors();
  checkAllTranslations(written, languages, diagnostics);
  const data = await dataOf(dataPackage, languages, units, diagnostics);
  const facts = await deriveFacts(data, diagnostics);
  const given = isObject(written.value) ? { ...written, value: withNamedData(written.value, named) } : written;
  const chart = await buildChart(id, given as Located, data, facts, diagnostics, folderOf(folder));
  diagnostics.stopOnErrors();
  if (!chart) throw new AuthorError(diagnostics.list);
  const report = reportOfData({ ...data, facts }, { languages, messages: theme.messages });
  return { chart, report, languages, config: theme.chartConfig };
}

async function dataOf(
  path: string | undefined,
  languages: LanguageTag[],
  units: Map<string, Unit>,
  diagnostics: Diagnostics,
): Promise<DataPackage> {
  if (path === undefined) return emptyPackage(units);
  const name = path.replaceAll('\\', '/').replace(/^\.?\/*$|\/+$/, '');
  return readDataFolder(openFolder(resolve(path)), { name, languages, units }, diagnostics);
}

function folderOf(path: string | undefined): { folder?: Folder } {
  return path === undefined ? {} : { folder: openFolder(resolve(path)) };
}

/** The tag itself where it or a more general one is known, else the known one of its script: zh and zh-CN → zh-Hans. */
function servedBy(language: LanguageTag, known: readonly LanguageTag[]): LanguageTag | undefined {
  if (pick(Object.fromEntries(known.map((tag) => [tag, tag])), language) !== undefined) return language;
  const { language: tongue, script } = new Intl.Locale(language).maximize();
  return known.find((tag) => tag === `${tongue}-${script}`);
}

function languagesOf(messages: Record<string, unknown>): string[] {
  return [...new Set(Object.values(messages).flatMap((text) => (isObject(text) ? Object.keys(text) : [])))].sort();
}

async function print(
  chart: LocalizedChart,
  { svg, width, height }: Drawing,
  css: string,
  { format, scale, browser }: Settings,
): Promise<Uint8Array> {
  const printable = { name: chart.id, svg, css, width, height };
  const [{ printChartPdf, printChartPng }, opened] = await Promise.all([
    import('./print/print-chart.ts'),
    launch(browser),
  ]);
  try {
    if (format === 'png') return await printChartPng(opened, printable, scale);
    const editions = chart.languages.map((language) => ({
      language,
      title: chart.title[language] || chart.id,
      author: '',
      subject: chart.alternative[language] ?? '',
      keywords: [],
    }));
    return await printChartPdf(opened, printable, editions, `jianbao ${ownPackage().version}`);
  } finally {
    await opened.close();
  }
}

async function launch(path: string | undefined): Promise<Browser> {
  const [{ findBrowser }, { openBrowser }] = await Promise.all([
    import('./print/find-browser.ts'),
    import('./print/browser.ts'),
  ]);
  const found = await findBrowser({ ...(path !== undefined && { browser: path }), env: process.env });
  return openBrowser(found, { env: process.env, pages: 1 });
}
