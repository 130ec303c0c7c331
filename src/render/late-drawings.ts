import type { LocalizedChart } from '../model/chart.ts';
import { isObject } from '../model/spec.ts';
import { fontLanguage } from './chart/draw.ts';
import { escapeXml } from './chart/svg-tree.ts';
import { withoutTags } from './chart/tags.ts';
import { fontFamilyCss } from './fonts/faces.ts';
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

/** All that charts may say, as a drawing: fonts can be cut for it before the charts are drawn. */
export function lettersOf(charts: readonly LocalizedChart[]): string {
  const texts = new Set<string>();
  for (const { spec, codeLists } of charts) collect([spec, codeLists], texts);
  const [first] = charts;
  const family = escapeXml(fontFamilyCss('sans', fontLanguage(first?.languages ?? []))).replaceAll('&quot;', "'");
  const lines = [...texts].map((text) => `<text>${escapeXml(text)}</text>`).join('');
  return `<svg font-family="${family}">${lines}<g font-weight="bold">${lines}</g></svg>`;
}

/** The strings in a value, but not those of a map's shapes. */
function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') texts.add(value);
  else if (Array.isArray(value)) {
    if (typeof value[0] !== 'number') for (const each of value) collect(each, texts);
  } else if (isObject(value) && value.type !== 'Topology' && value.type !== 'FeatureCollection') {
    for (const each of Object.values(value)) collect(each, texts);
  }
}
