import type { Spec } from '../../../src/model/spec.ts';

const letters = {
  values: 'ABCDEFGH'.split('').map((a, i) => ({ a, b: [28, 55, 43, 91, 81, 53, 19, 87][i], c: i % 3 })),
};
const points = {
  values: Array.from({ length: 60 }, (_, i) => ({
    x: Math.round(Math.sin(i * 1.7) * 500 + i * 10) / 10,
    y: Math.round(Math.cos(i * 0.9) * 400 + i * 7) / 10,
    g: ['north', 'south', 'east'][i % 3],
    h: ['old', 'new'][i % 2],
    size: (i * 37) % 90,
    t: `2023-${String((i % 12) + 1).padStart(2, '0')}-15`,
  })),
};
const square = (x: number, y: number) => ({
  type: 'Feature',
  properties: { name: `${x},${y}`, v: x + y },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x, y + 1],
        [x + 1, y + 1],
        [x + 1, y],
        [x, y],
      ],
    ],
  },
});
const shapes = { values: [square(117, 36), square(118, 36), square(117, 35), square(118, 35)] };
const xy = { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' } };
const ab = { x: { field: 'a', type: 'nominal' }, y: { field: 'b', type: 'quantitative' } };

/** Specifications with inline data only: every mark, composition, transform family and projection in turn. */
export const specs: Record<string, Spec> = {
  bar: { data: letters, mark: 'bar', encoding: ab },
  'bar, stacked and normalised': {
    data: points,
    mark: 'bar',
    encoding: {
      x: { aggregate: 'count', stack: 'normalize' },
      y: { field: 'g', type: 'nominal' },
      color: { field: 'h', type: 'nominal' },
    },
  },
  'bar, grouped by offset': {
    data: points,
    mark: 'bar',
    encoding: {
      x: { field: 'g', type: 'nominal' },
      xOffset: { field: 'h', type: 'nominal' },
      y: { aggregate: 'mean', field: 'size' },
      color: { field: 'h', type: 'nominal' },
    },
  },
  'bar with steps': { data: letters, width: { step: 12 }, mark: 'bar', encoding: ab },
  'bar with steps, many': {
    data: { sequence: { start: 0, stop: 80, as: 'n' } },
    width: { step: 20 },
    mark: 'bar',
    encoding: { x: { field: 'n', type: 'ordinal' }, y: { field: 'n', type: 'quantitative' } },
  },
  histogram: {
    data: points,
    mark: 'bar',
    encoding: { x: { field: 'x', bin: { maxbins: 12 } }, y: { aggregate: 'count' } },
  },
  line: {
    data: points,
    mark: { type: 'line', point: true },
    encoding: {
      x: { timeUnit: 'utcyearmonth', field: 't', type: 'temporal' },
      y: { aggregate: 'mean', field: 'y' },
      color: { field: 'g' },
    },
  },
  'area, stacked': {
    data: points,
    mark: 'area',
    encoding: {
      x: { timeUnit: 'utcmonth', field: 't' },
      y: { aggregate: 'sum', field: 'size' },
      color: { field: 'g' },
    },
  },
  trail: { data: points, mark: 'trail', encoding: { ...xy, size: { field: 'size', type: 'quantitative' } } },
  point: {
    data: points,
    mark: 'point',
    encoding: { ...xy, shape: { field: 'g' }, color: { field: 'h' }, size: { field: 'size', type: 'quantitative' } },
  },
  circle: { data: points, mark: 'circle', encoding: { ...xy, color: { field: 'y', type: 'quantitative' } } },
  square: { data: points, mark: { type: 'square', opacity: 0.5 }, encoding: xy },
  tick: { data: points, mark: 'tick', encoding: { x: xy.x, y: { field: 'g', type: 'nominal' } } },
  rule: {
    data: letters,
    mark: 'rule',
    encoding: { y: { field: 'b', type: 'quantitative' }, color: { value: '#B5382A' } },
  },
  rect: {
    data: points,
    mark: 'rect',
    encoding: { x: { field: 'g' }, y: { field: 'h' }, color: { aggregate: 'mean', field: 'size' } },
  },
  text: { data: letters, mark: { type: 'text', fontSize: 14 }, encoding: { ...ab, text: { field: 'a' } } },
  arc: {
    data: letters,
    mark: { type: 'arc', innerRadius: 40 },
    encoding: { theta: { field: 'b', type: 'quantitative' }, color: { field: 'a' } },
  },
  'radial bars': {
    data: letters,
    layer: [
      { mark: { type: 'arc', innerRadius: 10 } },
      { mark: { type: 'text', radiusOffset: 10 }, encoding: { text: { field: 'b', type: 'quantitative' } } },
    ],
    encoding: {
      theta: { field: 'b', type: 'quantitative', stack: true },
      radius: { field: 'b', scale: { type: 'sqrt', zero: true, rangeMin: 20 } },
      color: { field: 'a', legend: null },
    },
  },
  image: {
    data: letters,
    mark: { type: 'image', width: 10, height: 10 },
    encoding: {
      ...ab,
      url: {
        value:
          'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      },
    },
  },
  geoshape: {
    data: shapes,
    projection: { type: 'mercator' },
    height: 200,
    mark: 'geoshape',
    encoding: { color: { field: 'properties.v', type: 'quantitative' } },
  },
  'geoshape by albers': {
    data: shapes,
    projection: { type: 'albers', parallels: [34, 37], rotate: [-118, 0] },
    height: 200,
    mark: { type: 'geoshape', stroke: '#fff' },
  },
  graticule: {
    data: { graticule: { step: [30, 30] } },
    projection: { type: 'orthographic', rotate: [-110, -30, 0] },
    mark: { type: 'geoshape', filled: false },
  },
  'points on a map': {
    projection: { type: 'equirectangular' },
    height: 160,
    layer: [
      { data: shapes, mark: 'geoshape' },
      {
        data: {
          values: [
            { lon: 117.5, lat: 36.5, n: 'A' },
            { lon: 118.5, lat: 35.5, n: 'B' },
          ],
        },
        mark: 'circle',
        encoding: { longitude: { field: 'lon' }, latitude: { field: 'lat' } },
      },
    ],
  },
  boxplot: {
    data: points,
    mark: 'boxplot',
    encoding: { x: { field: 'g' }, y: { field: 'size', type: 'quantitative' } },
  },
  'error bars over points': {
    data: points,
    encoding: { y: { field: 'g' } },
    layer: [
      { mark: { type: 'errorbar', extent: 'stdev' }, encoding: { x: { field: 'x', type: 'quantitative' } } },
      { mark: 'point', encoding: { x: { field: 'x', type: 'quantitative', aggregate: 'mean' } } },
    ],
  },
  errorband: {
    data: points,
    mark: { type: 'errorband', extent: 'ci' },
    encoding: { x: { timeUnit: 'utcmonth', field: 't' }, y: { field: 'y', type: 'quantitative' } },
  },
  'facet in columns': { data: points, mark: 'point', encoding: { ...xy, column: { field: 'g' } } },
  'facet in rows and columns': {
    data: points,
    mark: 'bar',
    encoding: {
      x: { field: 'size', bin: true },
      y: { aggregate: 'count' },
      row: { field: 'h' },
      column: { field: 'g' },
    },
    height: 70,
  },
  'facet wrapped': {
    data: points,
    facet: { field: 't', type: 'nominal' },
    columns: 4,
    spec: { height: 60, mark: 'point', encoding: xy },
  },
  'facet of layers': {
    data: points,
    facet: { column: { field: 'g' } },
    spec: {
      height: 100,
      layer: [
        { mark: 'point', encoding: xy },
        { mark: 'line', transform: [{ regression: 'y', on: 'x' }], encoding: xy },
      ],
    },
  },
  hconcat: {
    data: points,
    hconcat: [
      { mark: 'point', encoding: xy },
      { mark: 'bar', encoding: { x: { aggregate: 'count' }, y: { field: 'g' } } },
    ],
  },
  vconcat: {
    data: points,
    vconcat: [
      { title: 'First', height: 80, mark: 'point', encoding: xy },
      { height: 80, mark: 'line', encoding: xy },
    ],
  },
  'concat wrapped': {
    data: points,
    columns: 2,
    concat: ['g', 'h', 'g'].map((field) => ({
      height: 60,
      mark: 'bar',
      encoding: { x: { aggregate: 'count' }, y: { field } },
    })),
  },
  'nested concat': {
    data: points,
    hconcat: [
      { mark: 'point', encoding: xy },
      {
        vconcat: [
          { height: 60, mark: 'tick', encoding: { x: xy.x } },
          { height: 60, mark: 'tick', encoding: { x: xy.y } },
        ],
      },
    ],
  },
  'repeat in a list': {
    data: points,
    repeat: ['x', 'y', 'size'],
    columns: 3,
    spec: {
      height: 80,
      mark: 'bar',
      encoding: { x: { field: { repeat: 'repeat' }, bin: true }, y: { aggregate: 'count' } },
    },
  },
  'repeat as a matrix with a brush': {
    data: points,
    repeat: { row: ['x', 'y'], column: ['y', 'size'] },
    spec: {
      height: 100,
      mark: 'point',
      params: [{ name: 'brush', select: 'interval' }],
      encoding: {
        x: { field: { repeat: 'column' }, type: 'quantitative' },
        y: { field: { repeat: 'row' }, type: 'quantitative' },
        color: { condition: { param: 'brush', field: 'g' }, value: 'grey' },
      },
    },
  },
  'repeat in layers': {
    data: points,
    repeat: { layer: ['x', 'y'] },
    spec: {
      mark: 'line',
      encoding: {
        x: { field: 'size', type: 'quantitative' },
        y: { field: { repeat: 'layer' }, type: 'quantitative' },
        color: { datum: { repeat: 'layer' } },
      },
    },
  },
  'two axes': {
    data: letters,
    encoding: { x: { field: 'a' } },
    layer: [
      { mark: 'bar', encoding: { y: { field: 'b', type: 'quantitative' } } },
      { mark: 'line', encoding: { y: { field: 'c', type: 'quantitative' } } },
    ],
    resolve: { scale: { y: 'independent' } },
  },
  'window and cumulative sums': {
    data: letters,
    transform: [{ window: [{ op: 'sum', field: 'b', as: 'total' }], sort: [{ field: 'b' }] }],
    mark: 'line',
    encoding: { x: { field: 'b', type: 'quantitative' }, y: { field: 'total', type: 'quantitative' } },
  },
  'fold and pivot': {
    data: letters,
    transform: [{ fold: ['b', 'c'] }, { calculate: 'datum.value * 2', as: 'twice' }],
    mark: 'bar',
    encoding: { x: { field: 'a' }, y: { field: 'twice', type: 'quantitative' }, color: { field: 'key' } },
  },
  pivot: {
    data: points,
    transform: [{ pivot: 'g', value: 'size', groupby: ['h'] }],
    mark: 'bar',
    encoding: { x: { field: 'h' }, y: { field: 'north', type: 'quantitative' } },
  },
  density: {
    data: points,
    transform: [{ density: 'x', groupby: ['g'] }],
    mark: 'area',
    encoding: {
      x: { field: 'value', type: 'quantitative' },
      y: { field: 'density', type: 'quantitative' },
      row: { field: 'g' },
    },
    height: 40,
  },
  'loess and quantile': {
    data: points,
    hconcat: [
      { mark: 'line', transform: [{ loess: 'y', on: 'x' }], encoding: xy },
      {
        mark: 'line',
        transform: [{ quantile: 'x', step: 0.1 }],
        encoding: { x: { field: 'prob', type: 'quantitative' }, y: { field: 'value', type: 'quantitative' } },
      },
    ],
  },
  'impute, flatten, sample, stack, bin': {
    data: {
      values: [
        { k: 1, list: [1, 2, 3] },
        { k: 2, list: [4, 5] },
      ],
    },
    transform: [
      { flatten: ['list'] },
      { bin: true, field: 'list', as: 'range' },
      { stack: 'list', groupby: ['k'], as: ['from', 'to'] },
      { sample: 3 },
    ],
    mark: 'bar',
    encoding: { x: { field: 'k', type: 'ordinal' }, y: { field: 'from', type: 'quantitative' }, y2: { field: 'to' } },
  },
  'lookup of other data': {
    data: letters,
    transform: [
      {
        lookup: 'a',
        from: {
          data: {
            values: [
              { id: 'A', n: 'Ay' },
              { id: 'B', n: 'Bee' },
            ],
          },
          key: 'id',
          fields: ['n'],
        },
        default: '–',
      },
    ],
    mark: 'text',
    encoding: { x: { field: 'a' }, text: { field: 'n' } },
  },
  'CSV written into the specification': {
    data: { values: 'a,b\nx,1\ny,2', format: { type: 'csv' } },
    mark: 'bar',
    encoding: ab,
  },
  'named datasets': { datasets: { mine: [{ a: 'x', b: 1 }] }, data: { name: 'mine' }, mark: 'bar', encoding: ab },
  'parameters and expressions': {
    params: [{ name: 'r', value: 8, bind: { input: 'range', min: 1, max: 10 } }],
    data: letters,
    mark: { type: 'bar', cornerRadius: { expr: 'r' } },
    encoding: { ...ab, color: { condition: { test: 'datum.b > 50', value: '#B5382A' }, value: '#0E5A6B' } },
  },
  'gradient and links': {
    data: letters,
    mark: {
      type: 'bar',
      href: 'https://example.org/',
      color: {
        x1: 0,
        y1: 1,
        x2: 0,
        y2: 0,
        gradient: 'linear',
        stops: [
          { offset: 0, color: 'white' },
          { offset: 1, color: 'darkgreen' },
        ],
      },
    },
    encoding: ab,
  },
  'clipped marks': {
    data: points,
    mark: { type: 'line', clip: true },
    encoding: { x: { ...xy.x, scale: { domain: [0, 40] } }, y: xy.y },
  },
  'logarithms and reversed axes': {
    data: letters,
    mark: 'point',
    encoding: {
      x: { field: 'b', type: 'quantitative', scale: { type: 'log' } },
      y: { field: 'b', type: 'quantitative', scale: { reverse: true } },
    },
  },
  'long labels': {
    data: {
      values: ['a rather long name for a category', 'another, even longer, name for a category'].map((a, b) => ({
        a,
        b: b + 1,
      })),
    },
    mark: 'bar',
    encoding: { y: { field: 'a' }, x: { field: 'b', type: 'quantitative' } },
  },
  'many legend entries': {
    data: { sequence: { start: 0, stop: 14, as: 'n' } },
    transform: [{ calculate: "'series number ' + datum.n", as: 's' }],
    mark: 'point',
    encoding: { x: { field: 'n', type: 'quantitative' }, color: { field: 's' } },
  },
  'labels beyond the ends of bars': {
    data: {
      values: [
        { k: 'a', v: 25, t: '25.15 billion yuan' },
        { k: 'b', v: 14, t: '14.33 billion yuan' },
      ],
    },
    encoding: { y: { field: 'k' }, x: { field: 'v', type: 'quantitative', scale: { domain: [0, 26] }, axis: null } },
    layer: [
      { mark: 'bar' },
      { mark: { type: 'text', align: 'left', dx: 6, fontWeight: 'bold' }, encoding: { text: { field: 't' } } },
    ],
  },
  'no rows': { data: { values: [] }, mark: 'bar', encoding: ab },
  'title of its own and theme of its own': {
    title: 'Own',
    config: { background: '#eee', axis: { labelColor: 'red' } },
    data: letters,
    mark: 'bar',
    encoding: ab,
  },
};
