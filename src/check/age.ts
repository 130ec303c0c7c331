/**
 * Whether a publication of a date (`2024-02-06`, `2024-02`, `2024`, each to its last day) is older at the day of an edition
 * than a duration (ISO 8601: `P2Y`, `P6M`, `P30D`) allows. A date in free words is never too old.
 */
export function isOlder(date: string, maxAge: string, edition: string): boolean {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? [];
  const [, years = '0', months = '0', days = '0'] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(maxAge) ?? [];
  if (year === undefined) return false;
  const last = new Date(Date.UTC(Number(year), month ? Number(month) - (day ? 1 : 0) : 12, day ? Number(day) : 0));
  last.setUTCFullYear(last.getUTCFullYear() + Number(years));
  last.setUTCMonth(last.getUTCMonth() + Number(months));
  last.setUTCDate(last.getUTCDate() + Number(days));
  return last.toISOString().slice(0, 10) < edition;
}
