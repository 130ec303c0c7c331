import { withoutTags } from './chart/tags.ts';
import type { ChartPictures, Picture } from './page/input.ts';

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
