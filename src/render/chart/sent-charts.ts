import type { LocalizedChart } from '../../model/chart.ts';
import { isObject } from '../../model/spec.ts';

/**
 * Copying a chart to a thread takes a while, and the same come again: a chart in each width, a map's outlines in each
 * language and in each briefing of a batch. What was sent before is called by its number. Both ends let go of the same,
 * since they meet all in the same order.
 */
export interface SentChart {
  number: number;
  /** Absent when it was sent before. */
  chart?: LocalizedChart;
  /** It has so many rows that it is sent each time: a thread may hold only so much. */
  isLarge?: true;
}

/** What to send for a chart; once it was sent, that is to be noted. */
export interface Parcel {
  sent: SentChart;
  note(): void;
}

/** The end that sends. */
export function chartSender(): (chart: LocalizedChart) => Parcel {
  const charts = numbering<LocalizedChart>(mostCharts);
  const topologies = numbering<object>(mostTopologies);
  return (chart) => {
    const number = charts.numberOf(chart);
    if (charts.has(chart)) return { sent: { number }, note: () => charts.note(chart) };
    const met: object[] = [];
    let rows = chart.table?.rows.length ?? 0;
    const specs = inSpecs(chart, (data) => {
      if (Array.isArray(data)) rows += data.length;
      if (!isTopology(data)) return undefined;
      met.push(data);
      return { [called]: { number: topologies.numberOf(data), ...(!topologies.has(data) && { topology: data }) } };
    });
    const isLarge = rows > mostRows;
    return {
      sent: { number, chart: { ...chart, ...specs }, ...(isLarge && { isLarge }) },
      note() {
        if (!isLarge) charts.note(chart);
        for (const each of met) topologies.note(each);
      },
    };
  };
}

/** The end that receives. */
export function chartReceiver(): (sent: SentChart) => LocalizedChart {
  const charts = numbered<LocalizedChart>(mostCharts);
  const topologies = numbered<object>(mostTopologies);
  return ({ number, chart, isLarge }) => {
    const received = chart && {
      ...chart,
      ...inSpecs(chart, (data) => {
        if (!isObject(data) || !(called in data)) return undefined;
        const { number, topology } = data[called] as { number: number; topology?: object };
        return topologies.meet(number, topology);
      }),
    };
    // Only now, as the other end does: what comes again in this chart is still there.
    topologies.trim();
    if (received && isLarge) return received;
    const kept = charts.meet(number, received);
    charts.trim();
    return kept;
  };
}

/** The charts of a briefing, in each language and in all. */
const mostCharts = 64;
const mostTopologies = 16;
/** Of a chart that is kept. */
const mostRows = 2000;

/** Stands in a specification for a topology: the topology itself, or its number. */
const called = '\uE0F0topology';

function isTopology(data: unknown): data is object {
  return isObject(data) && data.type === 'Topology';
}

/** A chart's specifications with other inline data in them, wherever `change` gives any. */
function inSpecs({ spec, narrow }: LocalizedChart, change: (data: unknown) => unknown): Partial<LocalizedChart> {
  return { spec: inside(spec) as LocalizedChart['spec'], ...(narrow && { narrow: inside(narrow) as typeof narrow }) };

  function inside(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => (typeof each === 'object' ? inside(each) : each));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => {
        if (typeof child !== 'object' || child === null || key === 'datasets') return [key, child];
        return [key, key === 'values' ? (change(child) ?? child) : inside(child)];
      }),
    );
  }
}

/** Numbers what is sent, and knows what the other end still has. */
function numbering<T extends object>(most: number) {
  const numbers = new WeakMap<T, number>();
  const there = new Map<T, true>();
  let next = 0;
  return {
    has: (value: T) => there.has(value),
    numberOf(value: T): number {
      const number = numbers.get(value) ?? next++;
      numbers.set(value, number);
      return number;
    },
    note(value: T): void {
      there.delete(value);
      there.set(value, true);
      keepNewest(there, most);
    },
  };
}

/** What has a number, which it may just have been sent with. */
function numbered<T>(most: number) {
  const values = new Map<number, T>();
  return {
    meet(number: number, sent: T | undefined): T {
      const value = sent ?? values.get(number);
      if (value === undefined) throw new Error(`nothing was sent with the number ${number}`);
      values.delete(number);
      values.set(number, value);
      return value;
    },
    trim: () => keepNewest(values, most),
  };
}

function keepNewest<K>(list: Map<K, unknown>, most: number): void {
  for (const key of list.keys()) {
    if (list.size <= most) return;
    list.delete(key);
  }
}
