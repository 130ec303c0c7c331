/** Every number in a text with so many decimals at most: `0.30000000000000004` → `0.3`. */
export function roundNumbers(text: string, decimals: number): string {
  if (!text.includes('.') && !/\de/i.test(text)) return text;
  const parts = 10 ** decimals;
  return text.replace(/-?\d*\.\d+(?:e[-+]?\d+)?|-?\d+e[-+]?\d+/gi, (number) => String(roundTo(Number(number), parts)));
}

/** Rounds to a part of one: `roundTo(1.26, 10)` is 1.3; never −0. */
export function roundTo(value: number, parts: number): number {
  const rounded = Math.round(value * parts) / parts;
  return rounded === 0 ? 0 : rounded;
}
