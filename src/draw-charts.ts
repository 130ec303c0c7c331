import { type Diagnostic, Diagnostics } from './base/diagnostic.ts';
import type { LanguageTag } from './base/language.ts';
import type { Stages } from './base/stages.ts';
import type { Progress } from './base/world.ts';
import { contrastFindings } from './contrast-findings.ts';
import { labelFindings } from './labels.ts';
import { localizeChart } from './localize/chart.ts';
import type { Located } from './model/briefing.ts';
import type { Drawing, LocalizedChart } from './model/chart.ts';
import type { Report } from './model/report.ts';
import { ChartError } from './render/chart/error.ts';
import type { ChartDrawer, ChartRequest } from './render/chart/pool.ts';
import type { ChartPictures } from './render/page/input.ts';

/** A document that shows charts: all its languages in one drawing, or one language a drawing on a screen. */
export interface Illustrated {
  path: string;
  format: 'html' | 'pdf';
  languages: LanguageTag[];
}

interface Tools {
  charts: ChartDrawer;
  stages: Stages;
  progress: Progress;
  /** Specifications as they were written, for places in them. */
  written?: ReadonlyMap<string, Located>;
}

/** Widths of drawings in CSS pixels: the text of an A4 page, and a phone. */
const wide = 628;
const narrow = 328;

/** Most characters of a drawing's dataflow in a page; packed they take about a tenth. */
const mostLive = 500_000;

/** Stands in for a chart that could not be drawn, until all of a run's errors are known. */
const undrawn: Drawing = { svg: '', width: 0, height: 0, warnings: [] };

/** The charts of a run's documents. */
export interface DrawnCharts {
  /** A document's drawings, when they are there. */
  of(document: Illustrated): Promise<ReadonlyMap<string, ChartPictures>>;
  /** What a PDF's drawings are called before they are there: chart → the labels of its drawings. */
  names(document: Illustrated): Map<string, string[]>;
  /** What is wrong with the drawings so far, each thing once, in the order of the text. */
  findings(): Diagnostic[];
}

/**
 * Starts drawing every chart that the documents show, in their order. What only phones need is drawn last: it keeps no
 * PDF waiting.
 */
export function drawCharts(report: Report, documents: Illustrated[], tools: Tools): DrawnCharts {
  const onScreen = documents.some(({ format }) => format === 'html');
  const charts = placedCharts(report);
  const { coverChart: cover } = report.briefing;
  const localized = once((id: string, languages: string) => localizeChart(chartOf(id), report, languages.split('+')));
  const found: { rank: number; diagnostics: Diagnostics }[] = [];
  let asked = 0;
  let done = 0;

  const drawWide = once((id: string, languages: string) =>
    // Screens show each language in a drawing of its own.
    draw(localized(id, languages), { width: wide, ...(onScreen && !languages.includes('+') && { screen: {} }) }),
  );
  const drawNarrow = once(async (id: string, language: string) => {
    const beside = await drawWide(id, language);
    if (beside === undrawn) return undrawn;
    const { marks } = beside;
    return draw(localized(id, language), { width: narrow, screen: { isNarrow: true, ...(marks && { marks }) } });
  });

  const pictures = new Map(documents.map((document) => [document, picturesOf(document)]));
  for (const each of pictures.values()) each.catch(() => {}); // Told when it is awaited.
  return {
    async of(document) {
      const found = pictures.get(document);
      if (!found) throw new Error(`no drawings were asked for ${document.path}`);
      return found;
    },
    names: ({ languages }) =>
      new Map([
        ...charts.map((id): [string, string[]] => [id, [languages.join('+')]]),
        ...(cover === undefined ? [] : [[`${cover}:cover`, ['any']] as [string, string[]]]),
      ]),
    findings() {
      // Drawings are asked for and done in an order that depends on what is kept.
      const inOrder = found.sort((a, b) => a.rank - b.rank).flatMap(({ diagnostics }) => diagnostics.list);
      return [...new Map(inOrder.map((each) => [`${each.severity} ${each.message}`, each])).values()];
    },
  };

  async function picturesOf({ format, languages }: Illustrated): Promise<ReadonlyMap<string, ChartPictures>> {
    const together = languages.join('+');
    const drawn = charts.map(async (id): Promise<[string, ChartPictures]> => {
      if (format === 'pdf') return [id, { wide: { [together]: await drawWide(id, together) } }];
      const both = await Promise.all(languages.map((tag) => Promise.all([drawWide(id, tag), drawNarrow(id, tag)])));
      const entries = both.map(([large, small], index) => {
        const { marks = large.marks } = small;
        return [languages[index] ?? '', { ...large, ...(marks && { marks }) }, small] as const;
      });
      return [
        id,
        {
          wide: Object.fromEntries(entries.map(([tag, large]) => [tag, large])),
          narrow: Object.fromEntries(entries.map(([tag, , small]) => [tag, small])),
        },
      ];
    });
    if (cover !== undefined && format === 'pdf') {
      drawn.push(drawWide(cover, languages[0] ?? '').then((any) => [`${cover}:cover`, { wide: { any } }]));
    }
    return new Map(await Promise.all(drawn));
  }

  async function draw(chart: LocalizedChart, request: ChartRequest): Promise<Drawing> {
    const { place } = chartOf(chart.id);
    const diagnostics = new Diagnostics();
    found.push({ rank: rankOf(chart, request), diagnostics });
    asked += 1;
    const drawing = await tools.stages
      .time('charts', () => tools.charts.draw(chart, request), `${chart.id} ${chart.languages.join('+')}`)
      .catch((error) => {
        if (!(error instanceof ChartError)) throw error;
        diagnostics.error('chart-invalid', `chart "${chart.id}" cannot be drawn: ${error.message}`, place);
        return undrawn;
      });
    const weight = drawing.live?.dataflow.length ?? 0;
    if (weight > mostLive) {
      const message = `chart "${chart.id}" is too large to be live: its parameters take ${Math.ceil(weight / 1000)} KB of data into the page, ${mostLive / 1000} KB are the most`;
      const hint =
        'aggregate or filter its table, leave out columns, or bind the parameter to a few choices (select, radio, checkbox)';
      diagnostics.error('chart-too-large', message, place, hint);
    }
    for (const warning of drawing.warnings) {
      const message = `chart "${chart.id}": ${warning}`;
      diagnostics.warning('chart-warning', message, place);
    }
    for (const [code, message, hint] of labelFindings(chart.id, drawing.labelFaults ?? []))
      diagnostics.under('print').warning(code, message, place, hint);
    const pale = contrastFindings(chart.id, drawing.contrastFaults ?? [], tools.written?.get(chart.id));
    for (const { message, hint, place: own = place } of pale)
      diagnostics.under('print').warning('chart-contrast-low', message, own, hint);
    done += 1;
    tools.progress({ stage: 'charts', item: chart.id, done, of: asked });
    return drawing;
  }

  /** Chart by chart, in one language before several; what only phones show comes last. */
  function rankOf({ id, languages: [first = '', ...others] }: LocalizedChart, { width }: ChartRequest): number {
    const all = report.briefing.languages;
    const language = others.length > 0 ? all.length : all.indexOf(first);
    return ((width === wide ? 0 : charts.length) + charts.indexOf(id)) * (all.length + 1) + language;
  }

  function chartOf(id: string) {
    const chart = report.charts[id];
    if (!chart) throw new Error(`the report lost chart ${id}`);
    return chart;
  }
}

/** The charts that stand in the text, once each. */
export function placedCharts(report: Report): string[] {
  const [first = ''] = report.briefing.languages;
  const blocks = report.sections.flatMap((section) => section.bodies[first] ?? []);
  return [...new Set(blocks.flatMap((block) => (block.type === 'chart' ? [block.chart] : [])))];
}

function once<T>(make: (chart: string, languages: string) => T): (chart: string, languages: string) => T {
  const made = new Map<string, T>();
  return (chart, languages) => {
    const key = `${chart} ${languages}`;
    const before = made.get(key);
    if (before !== undefined) return before;
    const value = make(chart, languages);
    made.set(key, value);
    return value;
  };
}
