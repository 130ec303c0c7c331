import { describe, expect, it } from 'vitest';
import { draw } from './kit.ts';

const rows = [
  { year: '2021', jobs: 124, kind: 'a' },
  { year: '2022', jobs: 121, kind: 'b' },
  { year: '2023', jobs: 125, kind: 'a' },
];
const encoding = { x: { field: 'year', type: 'ordinal' }, y: { field: 'jobs', type: 'quantitative' } };

/** `rect #DDE3E5 light 1.2`, for each fault of a drawing. */
async function pale(layer: object[], own: object = encoding): Promise<string[]> {
  const { contrastFaults = [] } = await draw({ data: { values: rows }, encoding: own, layer });
  return contrastFaults.map(({ mark, colour, scheme, ratio }) => `${mark} ${colour} ${scheme} ${ratio.toFixed(1)}`);
}

describe('marks that hardly differ from the paper', () => {
  it.each<[string, object, string[]]>([
    ['bars', { type: 'bar', color: '#DDE3E5' }, ['rect #DDE3E5 light 1.3']],
    ['points', { type: 'point', color: '#c0c0c0' }, ['symbol #c0c0c0 light 1.5']],
    ['a line', { type: 'line', color: 'lightsteelblue' }, ['line lightsteelblue light 1.8']],
    ['an area', { type: 'area', color: '#5B6B73', opacity: 0.3 }, ['area #5B6B73 light 1.4', 'area #5B6B73 dark 1.7']],
    ['what is too dark for a dark page', { type: 'bar', color: '#1B2A6B' }, ['rect #1B2A6B dark 1.3']],
    [
      'a theme’s colour, in light and in dark',
      { type: 'bar', color: '#D3DBDD' },
      ['rect #D3DBDD light 1.4', 'rect #D3DBDD dark 2.0'],
    ],
    [
      'a hair line',
      { type: 'line', color: '#0E5A6B', strokeWidth: 0.3 },
      ['line #0E5A6B light 1.7', 'line #0E5A6B dark 1.8'],
    ],
  ])('%s', async (_, mark, faults) => {
    expect(await pale([{ mark }])).toEqual(faults);
  });

  it('one category of several', async () => {
    const color = { field: 'kind', type: 'nominal', scale: { range: ['#0E5A6B', '#EEEEAA'] } };
    expect(await pale([{ mark: 'bar' }], { ...encoding, color })).toEqual(['rect #EEEEAA light 1.2']);
  });

  it('words in the drawing, of which 4.5 : 1 is asked', async () => {
    const words = { mark: { type: 'text', color: '#869399', dy: -9 }, encoding: { text: { field: 'year' } } };
    expect(await pale([{ mark: 'point' }, words])).toEqual(['text #869399 light 3.2']);
  });
});

describe('what is no fault', () => {
  it('colours of the theme', async () => {
    for (const color of ['#0E5A6B', '#B5382A', '#869399', '#B9822B', '#9B6BB3'])
      expect(await pale([{ mark: { type: 'bar', color } }])).toEqual([]);
  });

  it.each(['ordinal', 'quantitative'])('the pale end of an %s scale', async (type) => {
    const color = { field: 'jobs', type };
    expect(await pale([{ mark: 'rect' }], { ...encoding, color })).toEqual([]);
  });

  it('an outline that can be seen', async () => {
    expect(await pale([{ mark: { type: 'bar', fill: '#EEEEEE', stroke: '#5B6B73' } }])).toEqual([]);
  });

  it('bars whose values are written at them', async () => {
    const words = { mark: { type: 'text', dy: -9 }, encoding: { text: { field: 'year' } } };
    expect(await pale([{ mark: { type: 'bar', color: '#EEEEEE' } }, words])).toEqual([]);
  });

  it('the background of other marks', async () => {
    const wide = { mark: { type: 'bar', color: '#EEEEEE' } };
    expect(await pale([wide, { mark: { type: 'bar', size: 8 } }])).toEqual([]);
  });

  it('white words on a dark bar, and a blank in the colour of the paper', async () => {
    const words = {
      mark: { type: 'text', color: '#FFFFFF', baseline: 'top', dy: 9 },
      encoding: { text: { field: 'year' } },
    };
    expect(await pale([{ mark: 'bar' }, { mark: { type: 'tick', color: '#FFFFFF' } }, words])).toEqual([]);
  });

  it('grid lines, axes and legends', async () => {
    const axis = { gridColor: '#FAFAFA', domainColor: '#FAFAFA', tickColor: '#FAFAFA', domain: true, ticks: true };
    expect(await pale([{ mark: 'bar' }], { ...encoding, y: { ...encoding.y, axis } })).toEqual([]);
  });
});
