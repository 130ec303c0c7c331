import type { Diagnostics } from '../base/diagnostic.ts';
import type { Geometry } from '../model/data.ts';
import { parseJson } from './json.ts';
import { readJson } from './located.ts';

const geojsonTypes = [
  'FeatureCollection',
  'Feature',
  'GeometryCollection',
  'Polygon',
  'MultiPolygon',
  'LineString',
  'MultiLineString',
  'Point',
  'MultiPoint',
];

/** GeoJSON (RFC 7946) or TopoJSON from its text. Reports `json-malformed` and `geometry-malformed`. */
export function readGeometry(
  name: string,
  format: Geometry['format'],
  text: string,
  file: string,
  diagnostics: Diagnostics,
): Geometry | undefined {
  const data = parse(text, file, diagnostics);
  if (data === undefined) return undefined;
  const type = (data as { type?: unknown } | null)?.type;
  const isRight = format === 'topojson' ? type === 'Topology' : geojsonTypes.includes(String(type));
  if (!isRight) {
    const expected = format === 'topojson' ? '"type": "Topology"' : '"type": "FeatureCollection"';
    diagnostics.error(
      'geometry-malformed',
      `the file is not ${format === 'topojson' ? 'TopoJSON' : 'GeoJSON'}`,
      { file, line: 1 },
      `it should begin with ${expected}`,
    );
    return undefined;
  }
  return { name, format, data, place: { file, line: 1, column: 1 } };
}

/** Boundaries are large and seldom wrong, so the fast parser goes first and places are looked for only after a failure. */
function parse(text: string, file: string, diagnostics: Diagnostics): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (parseJson(text).root) diagnostics.error('json-malformed', 'the file is not JSON', { file });
    return readJson(text, file, diagnostics)?.value;
  }
}
