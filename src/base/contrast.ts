/** Red, green and blue from 0 to 1. */
export type Channels = readonly [number, number, number];

/** Contrast of two colours as WCAG 2.2 defines it, from 1 to 21. */
export function contrastOf(a: Channels, b: Channels): number {
  const [first, second] = [luminance(a), luminance(b)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** `#5b6b73` or `#abc` as channels; undefined for what is no hexadecimal colour. */
export function channelsOf(colour: string): Channels | undefined {
  const [, digits = ''] = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(colour.trim()) ?? [];
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g);
  const [red, green, blue] = (pairs ?? []).map((pair) => Number.parseInt(pair, 16) / 255);
  return red === undefined || green === undefined || blue === undefined ? undefined : [red, green, blue];
}

/** 2.97 → `2.9 : 1`: never rounded up to what is asked for. */
export function ratioWords(ratio: number): string {
  return `${Math.floor(ratio * 10) / 10} : 1`;
}

/** Relative luminance. */
function luminance(colour: Channels): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
