/**
 * A period as data writes it: `2023`, `2024-Q1`, `2024-H1`, `2024-02`, `2024-02-06`, or an interval of two of them,
 * `2013/2023` (ISO 8601 dates and intervals; quarters and halves as in SDMX's reporting periods).
 */
export function isPeriod(text: string): boolean {
  const [start, end, ...more] = text.split('/');
  if (start === undefined || more.length > 0 || !isPoint(start)) return false;
  return end === undefined || (isPoint(end) && start < end);
}

function isPoint(text: string): boolean {
  if (/^\d{4}(-Q[1-4]|-H[12])?$/.test(text)) return true;
  const [, month, day] = /^\d{4}-(\d{2})(?:-(\d{2}))?$/.exec(text) ?? [];
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return false;
  if (day === undefined) return true;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
