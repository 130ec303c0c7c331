import { channelsOf, contrastOf, ratioWords } from '../base/contrast.ts';
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import type { TextFile } from '../model/briefing.ts';
import { isObject } from '../model/spec.ts';
import type { LocatedKeys } from './located.ts';
import { placeAt } from './place.ts';

/** What text must have against what it stands on: WCAG 2.2, success criterion 1.4.3. */
const least = 4.5;

/** A colour for light and for dark, and where it was written. */
interface Colour {
  name: string;
  light: string;
  dark: string;
  place: Place;
}

/**
 * Tells colours in which text would be hard to read: those that styles give to text (`color`) and those of labels and titles
 * in charts, on the background that the same rule gives, else on paper, in light and in dark. Code: `contrast-low`.
 */
export function checkContrast(
  styles: ReadonlyMap<string, TextFile>,
  chartConfig: LocatedKeys | undefined,
  diagnostics: Diagnostics,
): void {
  const palette = paletteOf(chartConfig);
  const paper = palette.get('paper');
  if (!paper) return;
  const told = new Set<string>();
  for (const [colour, ground] of [...stylePairs(styles, palette, paper), ...chartTexts(chartConfig, palette, paper)]) {
    for (const scheme of ['light', 'dark'] as const) {
      const ratio = contrast(colour[scheme], ground[scheme]);
      const key = `${colour.name} ${ground.name} ${scheme}`;
      if (ratio === undefined || ratio >= least || told.has(key)) continue;
      told.add(key);
      const message = `text in ${named(colour, scheme)} on ${named(ground, scheme)} has a contrast of ${ratioWords(ratio)} in ${scheme}`;
      const hint = `text needs ${least} : 1: make one of the two lighter or darker`;
      diagnostics.under('print').warning('contrast-low', message, colour.place, hint);
    }
  }
}

function named({ name, ...shades }: Colour, scheme: 'light' | 'dark'): string {
  return name.startsWith('#') ? name : `"${name}" (${shades[scheme]})`;
}

function paletteOf(chartConfig: LocatedKeys | undefined): Map<string, Colour> {
  const written = isObject(chartConfig?.value) ? chartConfig.value.palette : undefined;
  const colours = Object.entries(isObject(written) ? written : {}).flatMap(([name, shades]): [string, Colour][] => {
    if (!chartConfig || !isObject(shades) || typeof shades.light !== 'string') return [];
    const dark = typeof shades.dark === 'string' ? shades.dark : shades.light;
    return [[name, { name, light: shades.light, dark, place: chartConfig.keyAt(['palette', name]) }]];
  });
  return new Map(colours);
}

/** Every rule's colour of text with its ground; white text says nothing of the ground that another rule gives it. */
function* stylePairs(
  styles: ReadonlyMap<string, TextFile>,
  palette: ReadonlyMap<string, Colour>,
  paper: Colour,
): Generator<[Colour, Colour]> {
  for (const { file, text } of styles.values()) {
    for (const { index, 1: rules = '' } of text.matchAll(/\{([^{}]*)\}/g)) {
      const [, property = '', colour = ''] = /(?:^|[;\s])(color\s*:\s*)([^;]+)/.exec(rules) ?? [];
      const [, ground] = /(?:^|[;\s])background(?:-color)?\s*:\s*([^;]+)/.exec(rules) ?? [];
      const at = index + 1 + rules.indexOf(property + colour) + property.length;
      const own = colourOf(colour, palette, placeAt(file, text, at, colour.trim().length));
      const under = ground === undefined ? paper : colourOf(ground, palette, paper.place);
      if (own && under && own !== under) yield [own, under];
    }
  }
}

/** A colour of the palette, or one written out; nothing for what is worked out only by a browser. */
function colourOf(written: string, palette: ReadonlyMap<string, Colour>, place: Place): Colour | undefined {
  const value = written.trim();
  const [, name = ''] = /^var\(--([\w-]+)\)$/.exec(value) ?? [];
  if (name !== '') return palette.get(name);
  return channelsOf(value) ? { name: value.toLowerCase(), light: value, dark: '', place } : undefined;
}

const textKeys = new Set(['labelColor', 'titleColor', 'subtitleColor']);

/** The colours of labels and titles in the chart configuration, as the palette has them. */
function* chartTexts(
  chartConfig: LocatedKeys | undefined,
  palette: ReadonlyMap<string, Colour>,
  paper: Colour,
): Generator<[Colour, Colour]> {
  const byLight = new Map([...palette.values()].map((colour) => [colour.light.toLowerCase(), colour]));
  for (const [part, values] of Object.entries(isObject(chartConfig?.value) ? chartConfig.value : {})) {
    if (!isObject(values)) continue;
    for (const [key, value] of Object.entries(values)) {
      const isText = textKeys.has(key) || (key === 'color' && (part === 'text' || part === 'title'));
      if (!isText || typeof value !== 'string' || !chartConfig) continue;
      const colour = byLight.get(value.toLowerCase()) ?? colourOf(value, palette, chartConfig.at([part, key]));
      if (colour) yield [colour, paper];
    }
  }
}

/** Undefined where either is no hexadecimal colour. */
function contrast(a: string, b: string): number | undefined {
  const [first, second] = [channelsOf(a), channelsOf(b)];
  return first && second && contrastOf(first, second);
}
