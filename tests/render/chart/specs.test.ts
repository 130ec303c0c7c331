import { describe, expect, it } from 'vitest';
import { loadMetrics } from '../../../src/render/fonts/metrics.ts';
import { textsOutside } from './extents.ts';
import { draw } from './kit.ts';
import { specs } from './specs.ts';

const metrics = await loadMetrics();

describe.each(Object.entries(specs))('%s', (_, spec) => {
  it.each([628, 340])('fits into %i pixels with every label inside', async (width) => {
    const { svg, width: drawn, warnings } = await draw(spec, { width });
    expect(warnings).toEqual([]);
    expect(drawn).toBeLessThanOrEqual(width);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|\[object/);
    // What is cut to nothing is not seen.
    expect(svg).not.toMatch(/<clipPath [^<>]*\/>/);
    expect(textsOutside(svg, metrics, 'en')).toEqual([]);
  });
});

it('draws the same bytes twice, random samples included', async () => {
  for (const name of ['impute, flatten, sample, stack, bin', 'clipped marks', 'gradient and links', 'facet wrapped']) {
    const [first, second] = [await draw(specs[name]), await draw(specs[name])];
    expect(second.svg).toBe(first.svg);
  }
});

it('names the drawing once and nothing inside it', async () => {
  const { svg } = await draw({ ...specs.bar, description: 'Eight bars' });
  expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="Eight bars"/);
  expect(svg.match(/aria-|role=/g)).toHaveLength(2);
});

it('leaves numbers two decimals at most, and no class', async () => {
  const { svg } = await draw(specs.point);
  expect(svg).not.toMatch(/\d\.\d{3}/);
  expect(svg).not.toContain('class=');
});

it('makes ids of its own, so that drawings can share a page', async () => {
  const [wide, narrow] = [await draw(specs['clipped marks']), await draw(specs['clipped marks'], { narrow: true })];
  const ids = ({ svg }: { svg: string }) => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids(wide).length).toBeGreaterThan(0);
  expect(ids(wide).filter((id) => ids(narrow).includes(id))).toEqual([]);
  for (const id of ids(wide)) expect(wide.svg).toContain(`url(#${id})`);
});

it('refuses to load anything', async () => {
  const image = { ...specs.image, encoding: { x: { field: 'a' }, url: { value: 'https://example.org/a.png' } } };
  await expect(draw(image)).rejects.toThrow(
    'charts load nothing by themselves, but this one asks for https://example.org/a.png',
  );
});

it('passes on what Vega-Lite warns of', async () => {
  const x = { field: 'a', type: 'quantitative', scale: { type: 'band' } };
  const { warnings } = await draw({ data: { values: [{ a: 1 }] }, mark: 'bar', encoding: { x } });
  expect(warnings.join()).toMatch(/band/);
});

it('writes links as SVG 2 does, and text escaped', async () => {
  const { svg } = await draw(specs['gradient and links']);
  expect(svg).toContain('<a href="https://example.org/"');
  expect(svg).not.toContain('xlink');
  const script = {
    data: { values: [{ a: '<script>alert(1)</script>' }] },
    mark: 'text',
    encoding: { text: { field: 'a' } },
  };
  expect((await draw(script)).svg).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

it('names a unit that an expression asks for in vain', async () => {
  const spec = {
    data: { values: [{ a: 1 }] },
    transform: [{ calculate: "words(datum.a, {unit: 'preson'})", as: 'w' }],
    mark: 'bar',
  };
  await expect(draw(spec)).rejects.toThrow('no unit "preson"');
});
