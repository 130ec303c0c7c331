/**
 * A decimal number moved by powers of ten, exactly, on its digits: `('124.5', 4)` → `'1245000'`, `('46', -2)` → `'0.46'`.
 * Undefined when the text is not a decimal number (sign, digits, point, exponent).
 */
export function shiftDecimal(text: string, places: number): string | undefined {
  const match = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent) + places;
  const padded = digits.padStart(digits.length - Math.min(0, point), '0').padEnd(point, '0');
  const start = Math.max(0, point);
  const integer = padded.slice(0, start).replace(/^0+(?=\d)/, '') || '0';
  const rest = padded.slice(start).replace(/0+$/, '');
  const size = rest === '' ? integer : `${integer}.${rest}`;
  return sign === '-' && size !== '0' ? `-${size}` : size;
}
