import { isObject } from '../model/spec.ts';
import { withoutTags } from './chart/tags.ts';
import type { ChartPictures, Picture } from './page.ts';

/** Pictures for a page to print that is laid out before its charts are drawn: marks where `placeDrawings` puts these. */
export function standIns(drawings: ReadonlyMap<string, readonly string[]>): Map<string, ChartPictures> {
  const pictures = [...drawings].map(([id, labels]): [string, ChartPictures] => [
    id,
    { wide: Object.fromEntries(labels.map((label) => [label, standIn(id, label)])) },
  ]);
  return new Map(pictures);
}

function standIn(id: string, label: string): Picture {
  return { svg: `<!--drawing ${encodeURIComponent(id)} ${label}-->`, width: 0, height: 0 };
}

/** The page with its drawings, which print needs no attributes of the script's in. */
export function placeDrawings(html: string, pictures: ReadonlyMap<string, ChartPictures>): string {
  return html.replace(/<!--drawing (\S+) (\S+)-->/g, (_, id, label) =>
    withoutTags(pictures.get(decodeURIComponent(id))?.wide[label]?.svg ?? ''),
  );
}

/** Every character of the strings in a value, but for a map's shapes, once. */
export function charactersIn(value: unknown): string {
  const characters = new Set<string>();
  collect(value);
  return [...characters].join('');

  function collect(part: unknown): void {
    if (typeof part === 'string') for (const character of part) characters.add(character);
    else if (Array.isArray(part)) {
      if (typeof part[0] !== 'number') for (const each of part) collect(each);
    } else if (isObject(part) && part.type !== 'Topology' && part.type !== 'FeatureCollection') {
      for (const each of Object.values(part)) collect(each);
    }
  }
}
