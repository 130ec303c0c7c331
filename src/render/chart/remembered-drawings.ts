import type { Drawing, LocalizedChart } from '../../model/chart.ts';
import type { ChartDrawer, ChartRequest } from './pool.ts';

export interface RememberedDrawings extends ChartDrawer {
  /** The same drawer for those who cannot wait: a drawing that `mayLag` is the one that stood in its place before. */
  hurried(mayLag: (request: ChartRequest) => boolean): ChartDrawer & { isBehind(): boolean };
}

/**
 * A drawer that gives the same drawing for the same chart, the very object, as long as the setting is the same. A chart
 * that nobody holds any more is forgotten with its drawings.
 */
export function rememberDrawings(drawer: ChartDrawer): RememberedDrawings {
  let drawn = new WeakMap<LocalizedChart, Map<string, Promise<Drawing>>>();
  const latest = new Map<string, Promise<Drawing>>();
  let setting = '';
  const own: ChartDrawer = {
    set(next) {
      const text = JSON.stringify(next);
      if (text === setting) return;
      setting = text;
      drawn = new WeakMap();
      drawer.set(next);
    },
    draw(chart, request) {
      const [key, place] = [JSON.stringify(request), placeOf(chart, request)];
      const ofChart = drawn.get(chart) ?? new Map<string, Promise<Drawing>>();
      drawn.set(chart, ofChart);
      const drawing = ofChart.get(key) ?? drawer.draw(chart, request);
      ofChart.set(key, drawing);
      latest.set(place, drawing);
      drawing.catch(() => {
        ofChart.delete(key);
        latest.delete(place);
      });
      return drawing;
    },
    close: () => drawer.close(),
  };
  return { ...own, hurried };

  function hurried(mayLag: (request: ChartRequest) => boolean): ChartDrawer & { isBehind(): boolean } {
    let isBehind = false;
    return {
      ...own,
      draw(chart, request) {
        const before = mayLag(request) ? latest.get(placeOf(chart, request)) : undefined;
        if (!before || drawn.get(chart)?.has(JSON.stringify(request))) return own.draw(chart, request);
        isBehind = true;
        return before;
      },
      isBehind: () => isBehind,
    };
  }
}

function placeOf({ id, languages }: LocalizedChart, { width, screen }: ChartRequest): string {
  return JSON.stringify([id, languages, width, screen?.isNarrow]);
}
