import type { LocalizedChart } from '../../model/chart.ts';

/**
 * A chart is drawn in several widths, and copying it to a thread with its rows takes a while: what was sent before is
 * called by its number. Both ends let go of the same charts, since they hear of them in the same order.
 */
export interface SentCharts {
  /** The number of a chart that the thread has. */
  numberOf(chart: LocalizedChart): number | undefined;
  /** To be called once a chart was sent, whole or by number. */
  note(chart: LocalizedChart): void;
}

/** The end that sends. */
export function sentCharts(): SentCharts {
  const numbers = new Map<LocalizedChart, number>();
  let next = 0;
  return {
    numberOf: (chart) => numbers.get(chart),
    note(chart) {
      keepNewest(numbers, chart, numbers.get(chart) ?? next++);
    },
  };
}

/** The other end: gives the chart that came, or the one that a number calls. */
export function receivedCharts(): (sent: LocalizedChart | number) => LocalizedChart {
  const charts = new Map<number, LocalizedChart>();
  let next = 0;
  return (sent) => {
    const [number, chart] = typeof sent === 'number' ? [sent, charts.get(sent)] : [next++, sent];
    if (!chart) throw new Error(`no chart ${number} was sent`);
    keepNewest(charts, number, chart);
    return chart;
  };
}

/** The charts of a briefing, in each language and in all. */
const most = 64;

function keepNewest<K, V>(list: Map<K, V>, key: K, value: V): void {
  list.delete(key);
  list.set(key, value);
  const [oldest] = list.keys();
  if (list.size > most && oldest !== undefined) list.delete(oldest);
}
