import { projection } from 'vega';
import { expect, test } from 'vitest';
import { rememberOutlines } from '../../../src/render/chart/outlines.ts';

interface Projection {
  path: { (geometry: object): string | null; context(context: unknown): (geometry: object) => unknown };
  fitSize(size: [number, number], geometry: object): Projection;
  rotate?(angles: number[]): Projection;
  scale(): number;
  translate(): number[];
}
type Make = () => Projection;
const made = projection as unknown as (type: string) => Make;
const types = ['mercator', 'albersUsa', 'conicEqualArea', 'equalEarth', 'identity', 'orthographic'];
const plain = new Map(types.map((type) => [type, made(type)]));
rememberOutlines({ projection } as never);

const outlines = {
  polygon: {
    type: 'Polygon',
    coordinates: [
      [
        [-100, 30],
        [-100, 45],
        [-80, 45],
        [-80, 30],
        [-100, 30],
      ],
      [
        [-95, 35],
        [-90, 35],
        [-90, 40],
        [-95, 35],
      ],
    ],
  },
  line: {
    type: 'LineString',
    coordinates: [
      [170, 10],
      [-170, 20],
      [-100, 40],
    ],
  },
  points: {
    type: 'MultiPoint',
    coordinates: [
      [-100, 40],
      [-90, 35],
    ],
  },
  feature: {
    type: 'Feature',
    properties: {},
    geometry: {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [-100, 30],
            [-100, 45],
            [-80, 45],
            [-100, 30],
          ],
        ],
      ],
    },
  },
  nothing: { type: 'Feature', geometry: null },
};

test.each(types)('outlines under %s are the same, the first time and each time after', (type) => {
  const geometry = { type: 'FeatureCollection', features: Object.values(outlines).map(asFeature) };
  const expected = drawn(plain.get(type) as Make, geometry);
  for (let time = 0; time < 3; time++) expect(drawn(made(type), geometry)).toEqual(expected);
  // What is the same as GeoJSON need not be the same object.
  expect(drawn(made(type), structuredClone(geometry))).toEqual(expected);
});

test('a projection that was turned is another', () => {
  const turning = made('mercator')();
  const before = turning.path(outlines.polygon);
  turning.rotate?.([30, 0]);
  const turned = (plain.get('mercator') as Make)();
  turned.rotate?.([30, 0]);
  expect(turning.path(outlines.polygon)).toBe(turned.path(outlines.polygon));
  expect(turning.path(outlines.polygon)).not.toBe(before);
});

/** What is written, and what a context is told. */
function drawn(make: Make, all: object) {
  const one = make();
  one.fitSize([400, 300], all);
  const place = [one.scale(), one.translate()];
  return Object.values(outlines).map((outline) => {
    const calls: unknown[] = [];
    const note =
      (name: string) =>
      (...given: number[]) =>
        calls.push([name, ...given]);
    const context = { moveTo: note('M'), lineTo: note('L'), arc: note('A'), closePath: note('Z') };
    one.path.context(context)(outline);
    const written = one.path.context(null)(outline) ?? null;
    return { place, calls, written };
  });
}

function asFeature(outline: object) {
  return 'geometry' in outline ? outline : { type: 'Feature', geometry: outline };
}
