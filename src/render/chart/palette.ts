import { memo } from '../../base/memo.ts';
import { isObject, objectOr, type Spec } from '../../model/spec.ts';

/** The theme's colours: what a chart is drawn in, and the CSS variable that each becomes so that dark pages can differ. */
export interface Palette {
  /** The CSS value for a colour as Vega writes it: `#16262e` → `var(--ink)`; other colours as they are. */
  variableFor(colour: string): string;
}

/** A named colour of the theme in light and in dark. */
export interface ThemeColour {
  name: string;
  light: string;
  dark: string;
}

/** The colours under `palette` of the chart configuration, each `{light, dark}` of hexadecimal colours. */
export function themeColours(config: Spec): readonly ThemeColour[] {
  return memo(config, 'theme colours', [], () =>
    Object.entries(objectOr(config.palette)).flatMap(([name, colour]) =>
      isObject(colour) ? [{ name, light: String(colour.light), dark: String(colour.dark ?? colour.light) }] : [],
    ),
  );
}

/** Maps theme colours to CSS variables, which the page defines (`paletteCss`). */
export function variablePalette(config: Spec): Palette {
  const byColour = new Map(themeColours(config).map(({ name, light }) => [light.toLowerCase(), `var(--${name})`]));
  return { variableFor: (colour) => byColour.get(hexadecimal(colour)) ?? colour };
}

/** Leaves colours as they are: for files that stand alone. */
export const plainPalette: Palette = { variableFor: (colour) => colour };

/** The CSS declarations of one appearance: `--ink:#16262E;--muted:…`. */
export function paletteCss(config: Spec, appearance: 'light' | 'dark'): string {
  return themeColours(config)
    .map((colour) => `--${colour.name}:${colour[appearance]}`)
    .join(';');
}

/** Vega's config without our own keys, and without the texts for screen readers: a drawing has one of its own. */
export function vegaConfig(config: Spec): Spec {
  return memo(config, 'for Vega', [], () => {
    const { palette: _, ...rest } = config;
    return { ...rest, aria: false };
  });
}

/** `rgb(22, 38, 46)` and `#16262E` → `#16262e`. */
function hexadecimal(colour: string): string {
  const parts = /^rgb\((\d+),\s*(\d+),\s*(\d+)\)$/.exec(colour)?.slice(1);
  return parts ? `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}` : colour.toLowerCase();
}
