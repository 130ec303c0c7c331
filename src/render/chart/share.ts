import type { ChartDrawer, ChartSetting } from './pool.ts';

/** What the threads were last told, by drawer. */
const told = new WeakMap<ChartDrawer, string>();

/** A drawer for one of several runs that share another: each keeps its own setting, told anew only where it differs. */
export function shareCharts(shared: ChartDrawer): ChartDrawer {
  let own: { setting: ChartSetting; text: string } | undefined;
  return {
    set(setting) {
      own = { setting, text: JSON.stringify(setting) };
    },
    draw(chart, request) {
      if (own && told.get(shared) !== own.text) {
        shared.set(own.setting);
        told.set(shared, own.text);
      }
      return shared.draw(chart, request);
    },
    async close() {},
  };
}
