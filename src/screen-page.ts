import { placedCharts } from './draw-charts.ts';
import { figureData } from './localize/figure-csv.ts';
import type { Briefing } from './model/briefing.ts';
import type { FigureData } from './model/figure-data.ts';
import type { Report } from './model/report.ts';
import { liveCharts, packed, type Runtime, runtimeFor } from './render/live/pack.ts';
import type { ChartPictures, PageInput } from './render/page/input.ts';

/** What a page has on screen beyond what it has in print. */
export type ScreenInput = Pick<PageInput, 'medium' | 'pictures' | 'script' | 'early' | 'figureData' | 'live'>;

/** Also gives the code that the page unpacks by itself, which its policy has to name. */
export async function forScreen(
  { briefing, report, pictures }: { briefing: Briefing; report: Report; pictures: ReadonlyMap<string, ChartPictures> },
  clientScript: (name: 'early' | 'client' | Runtime) => Promise<string>,
): Promise<{ input: ScreenInput; unpacked: string[] }> {
  const needed = runtimeFor(pictures);
  const runtime = needed && (await clientScript(needed));
  const charts = () => packed(JSON.stringify(liveCharts(pictures, report, briefing.theme.chartConfig)));
  const input: ScreenInput = {
    medium: 'screen',
    pictures,
    script: await clientScript('client'),
    early: await clientScript('early'),
    figureData: figureDataOf(report),
    ...(runtime && { live: { runtime: packed(runtime), charts: charts() } }),
  };
  return { input, unpacked: runtime ? [runtime] : [] };
}

/** The data of every chart in the text that names any. */
function figureDataOf(report: Report): Map<string, FigureData> {
  return new Map(
    placedCharts(report).flatMap((id) => {
      const chart = report.charts[id];
      const data = chart && figureData(chart, report, report.briefing.languages);
      return data ? [[id, data] as const] : [];
    }),
  );
}
