import { expect, test } from 'vitest';
import type { LocalizedChart } from '../../../src/model/chart.ts';
import { chartReceiver, chartSender } from '../../../src/render/chart/sent-charts.ts';

const topology = (name: string) => ({ type: 'Topology', objects: { [name]: {} }, arcs: [[[0, 0]]] });

function chart(id: string, ...maps: object[]): LocalizedChart {
  const layer = maps.map((values) => ({
    data: { values, format: { type: 'topojson', feature: 'a' } },
    mark: 'geoshape',
  }));
  const spec = { data: { values: [{ a: 1 }] }, layer };
  return { id, languages: ['en'], spec, narrow: spec, codeLists: {}, title: {}, alternative: {} } as never;
}

/** What a thread gets of a message. */
function post(): { give(chart: LocalizedChart): LocalizedChart; sizes: number[] } {
  const [parcelOf, receive] = [chartSender(), chartReceiver()];
  const sizes: number[] = [];
  return {
    sizes,
    give(chart) {
      const { sent, note } = parcelOf(chart);
      const copy = structuredClone(sent);
      note();
      sizes.push(JSON.stringify(copy).length);
      return receive(copy);
    },
  };
}

test('a chart arrives as it was, and the second time as its number', () => {
  const { give, sizes } = post();
  const map = chart('map', topology('a'), topology('b'));
  const arrived = give(map);
  expect(arrived).toEqual(map);
  expect(give(map)).toBe(arrived);
  expect(sizes[1]).toBeLessThan(20);
});

test('another chart of the same map does not bring its outlines again', () => {
  const { give, sizes } = post();
  const shared = topology('a');
  const outlinesIn = ({ spec }: LocalizedChart) => (spec.layer as { data: { values: object } }[])[0]?.data.values;
  const first = give(chart('one', shared));
  const second = give(chart('two', shared));
  expect(outlinesIn(second)).toBe(outlinesIn(first));
  expect(outlinesIn(second)).toEqual(shared);
  expect(sizes[1]).toBeLessThan((sizes[0] as number) - JSON.stringify(shared).length);
});

test('what was sent long ago is sent again', () => {
  const { give } = post();
  const charts = Array.from({ length: 100 }, (_, i) => chart(`${i}`, topology(`${i % 40}`)));
  for (const each of [...charts, ...charts.slice(0, 50), ...charts.toReversed()]) expect(give(each)).toEqual(each);
});

test('a map that comes after others in one chart is still there', () => {
  const { give } = post();
  const country = topology('country');
  const regions = Array.from({ length: 40 }, (_, i) => topology(`${i}`));
  const charts = regions.map((region, i) => chart(`${i}`, ...(i % 16 === 0 ? [region, country] : [region])));
  for (const each of charts) expect(give(each)).toEqual(each);
});

test('a chart of many rows is sent each time, and no other in its place', () => {
  const { give, sizes } = post();
  const rows = Array.from({ length: 3000 }, (_, i) => ({ i }));
  const large = { ...chart('large'), spec: { data: { values: rows }, mark: 'bar' } } as LocalizedChart;
  const small = chart('small', topology('a'));
  for (const each of [large, small, large, small]) expect(give(each)).toEqual(each);
  expect(sizes[2]).toBe(sizes[0]);
  expect(sizes[3]).toBeLessThan(20);
});

test('a chart that could not be sent leaves nothing amiss', () => {
  const [parcelOf, receive] = [chartSender(), chartReceiver()];
  const shared = topology('a');
  parcelOf(chart('lost', shared, topology('b')));
  for (const each of [chart('one', shared), chart('two', shared)]) {
    const { sent, note } = parcelOf(each);
    note();
    expect(receive(structuredClone(sent))).toEqual(each);
  }
});
