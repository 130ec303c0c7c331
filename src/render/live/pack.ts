import { deflateSync } from 'node:zlib';
import type { LiveChart, LiveCharts } from '../../model/live-runtime.ts';
import type { Report } from '../../model/report.ts';
import { wordingOf } from '../../model/wording.ts';
import { themeColours } from '../chart/palette.ts';
import type { ChartPictures } from '../page/input.ts';

/** Names of the two runtimes: for most charts, and for those with maps, statistics or named colour schemes. */
export type Runtime = 'runtime' | 'runtime-full';

/** Which runtime the charts of a page need; undefined for none. */
export function runtimeFor(pictures: ReadonlyMap<string, ChartPictures>): Runtime | undefined {
  const dataflows = [...pictures.values()].flatMap(({ wide }) => Object.values(wide).map(({ live }) => live?.dataflow));
  if (dataflows.every((dataflow) => dataflow === undefined)) return undefined;
  return dataflows.some((dataflow) => dataflow !== undefined && rare.test(dataflow)) ? 'runtime-full' : 'runtime';
}

const rare =
  /"type":"(geo\w*|graticule|projection|regression|loess|kde|density|dotbin|quantile)"|"scheme":|"geo[A-Z]\w*"|"format":\{[^}]*"topojson"/;

/** All charts with parameters, in all languages of a page. */
export function liveCharts(
  pictures: ReadonlyMap<string, ChartPictures>,
  { units, messages }: Report,
  config: Record<string, unknown>,
): LiveCharts {
  const charts = [...pictures].flatMap(([id, { wide, narrow }]) => {
    const languages = Object.entries(wide).flatMap(([language, { live, tags, codeLists = {} }]) => {
      if (!live || !tags) return [];
      const small = narrow?.[language]?.live;
      const chart: LiveChart = { wide: opened(live), ...(small && { narrow: opened(small) }), tags, codeLists };
      return [[language, chart] as const];
    });
    return languages.length > 0 ? [[id, Object.fromEntries(languages)] as const] : [];
  });
  return {
    units,
    messages: wordingOf(messages),
    palette: Object.fromEntries(themeColours(config).map(({ name, light }) => [light.toLowerCase(), `var(--${name})`])),
    charts: Object.fromEntries(charts),
  };
}

function opened({ dataflow, sizes }: { dataflow: string; sizes: Record<string, number> }): LiveChart['wide'] {
  return { dataflow: JSON.parse(dataflow), sizes };
}

/** Text as zlib data (RFC 1950) in base64: it costs a page nothing until it is unpacked. */
export function packed(text: string): string {
  const before = kept.get(text);
  if (before !== undefined) return before;
  const made = deflateSync(text, { level: 9 }).toString('base64');
  kept.set(text, made);
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  return made;
}

/** What pages made one after the other have in common, such as the runtime. */
const kept = new Map<string, string>();
const most = 12;
