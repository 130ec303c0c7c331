import { memo } from '../base/memo.ts';
import type { Edition } from '../model/edition.ts';

/** Ids of all data that an edition words anywhere: in prose, key figures, tables, figures' data and on the cover. */
export function boundIds(edition: Omit<Edition, 'provenance'>): Set<string> {
  const { sections, keyFigures, tables, parts, figures, cover } = edition;
  const places = [...sections.map(({ blocks }) => blocks), keyFigures, tables, parts, figures, cover];
  return new Set(places.flatMap(idsIn));
}

function idsIn(place: object): string[] {
  return memo(place, 'bound ids', [], () => {
    const found = new Set<string>();
    collect(place, found);
    return [...found];
  });
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && value.type === 'bound' && 'id' in value) found.add(String(value.id));
  else for (const child of Object.values(value)) collect(child, found);
}
