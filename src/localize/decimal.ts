/** A decimal number without sign or binary noise: `coefficient` × 10 to the `exponent`, no trailing zeros kept. */
export interface Decimal {
  coefficient: bigint;
  exponent: number;
}

/**
 * The size of a number as people wrote it: safe integers digit by digit, others to 15 significant digits, which is all
 * that a double keeps of a decimal; so 0.1 + 0.2 is 0.3. The number must be finite.
 */
export function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`);
  const size = Math.abs(value);
  const text = Number.isSafeInteger(size) ? String(size) : size.toPrecision(15);
  return readDecimal(text);
}

/** Reads digits with an optional point and exponent: `1245000`, `0.46`, `2.5e-7`. */
export function readDecimal(text: string): Decimal {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return normal(BigInt(whole + fraction), Number(power) - fraction.length);
}

/** The number × 10 to a power. */
export function shift(number: Decimal, power: number): Decimal {
  return number.coefficient === 0n ? number : { ...number, exponent: number.exponent + power };
}

/** Rounds to so many digits after the point (before it, when negative); a half goes up, away from zero (`halfExpand`). */
export function round(number: Decimal, decimals: number): Decimal {
  const dropped = -decimals - number.exponent;
  if (dropped <= 0) return number;
  const unit = 10n ** BigInt(dropped);
  return normal((number.coefficient + unit / 2n) / unit, -decimals);
}

/**
 * More than four digits after the point that fill all that a double keeps were not written by anyone but worked out: 2.72277227722773 becomes 2.72,
 * three significant digits; digits before the point stay (12345.678901234 → 12346).
 */
export function withEnd(number: Decimal): Decimal {
  const isEndless = number.exponent < -4 && number.coefficient.toString().length >= endless;
  return isEndless ? round(number, Math.max(0, 2 - magnitude(number))) : number;
}

/** Digits that nobody writes by hand; of the 15 of `decimalOf` the last two may happen to be zeros. */
const endless = 13;

/** How many digits stand after the point: 3 for 1.245, 0 for 3000. */
export function decimalsOf(number: Decimal): number {
  return Math.max(0, -number.exponent);
}

/** The power of ten of the first digit: 6 for 1245000, −1 for 0.46; 0 for zero. */
export function magnitude(number: Decimal): number {
  return number.coefficient === 0n ? 0 : number.coefficient.toString().length - 1 + number.exponent;
}

/** Plain digits with a point, and after it `least` digits at least: `1245000`, `0.46`, `17.00`. */
export function digitsOf({ coefficient, exponent }: Decimal, least = 0): string {
  const places = Math.max(least, -exponent, 0);
  const digits = (coefficient * 10n ** BigInt(exponent + places)).toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function normal(coefficient: bigint, exponent: number): Decimal {
  if (coefficient === 0n) return { coefficient, exponent: 0 };
  const digits = coefficient.toString();
  const zeros = digits.length - digits.replace(/0+$/, '').length;
  return { coefficient: coefficient / 10n ** BigInt(zeros), exponent: exponent + zeros };
}
