import { expect, it } from 'vitest';
import { paletteCss, themeColours, variablePalette } from '../../../src/render/chart/palette.ts';
import { chartConfig } from './kit.ts';

const colours = themeColours(chartConfig);
const paper = colours.find(({ name }) => name === 'paper') ?? { light: '', dark: '' };
const category = (chartConfig.range as { category: string[] }).category;

it.each(colours.filter(({ name }) => !['paper', 'hairline', 'chart-tint'].includes(name)))(
  'draws $name with a contrast of 3 : 1 on paper, light and dark',
  ({ light, dark }) => {
    expect(contrast(light, paper.light)).toBeGreaterThanOrEqual(3);
    expect(contrast(dark, paper.dark)).toBeGreaterThanOrEqual(3);
  },
);

it.each(['ink', 'muted', 'highlight', 'accent'])('writes text in %s with a contrast of 4.5 : 1', (name) => {
  const { light, dark } = colours.find((colour) => colour.name === name) ?? paper;
  expect(contrast(light, paper.light)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(dark, paper.dark)).toBeGreaterThanOrEqual(4.5);
});

const darkOf = (colour: string) => colours.find(({ light }) => light === colour)?.dark ?? colour;

it.each([
  ['light', (colour: string) => colour],
  ['dark', darkOf],
] as const)('tells the first six categories apart under deuteranopia, in %s', (_, shown) => {
  const seen = category.slice(0, 6).map((colour) => lab(deuteranopia(linear(shown(colour)))));
  const distances = seen.flatMap((a, i) =>
    seen.slice(i + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])),
  );
  expect(Math.min(...distances)).toBeGreaterThan(17);
});

it('gives every category 3 : 1 on paper, light and dark', () => {
  for (const colour of category) {
    expect([colour, contrast(colour, paper.light) >= 3]).toEqual([colour, true]);
    expect([colour, contrast(darkOf(colour), paper.dark) >= 3]).toEqual([colour, true]);
  }
});

it('names theme colours as CSS variables, however they are written', () => {
  const { variableFor } = variablePalette(chartConfig);
  expect(['#16262E', '#16262e', 'rgb(22, 38, 46)', '#123456', 'none'].map(variableFor)).toEqual([
    'var(--ink)',
    'var(--ink)',
    'var(--ink)',
    '#123456',
    'none',
  ]);
  expect(paletteCss(chartConfig, 'light')).toContain('--ink:#16262E;--muted:#5B6B73');
});

type Triple = [number, number, number];

function linear(colour: string): Triple {
  return [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

/** WCAG 2 contrast ratio. */
function contrast(a: string, b: string): number {
  const [light, dark] = [a, b].map((colour) => luminance(linear(colour))).sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance([r, g, b]: Triple): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Machado, Oliveira, Fernandes 2009, severity 1.0. */
function deuteranopia([r, g, b]: Triple): Triple {
  return [
    0.367322 * r + 0.860646 * g - 0.227968 * b,
    0.280085 * r + 0.672501 * g + 0.047413 * b,
    -0.01182 * r + 0.04294 * g + 0.968881 * b,
  ];
}

/** CIE 1976 L*a*b*, D65. */
function lab([r, g, b]: Triple): Triple {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(Math.max(0, t)) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
