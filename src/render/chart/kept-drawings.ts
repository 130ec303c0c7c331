import type { ByteCache } from '../../base/byte-cache.ts';
import { digest } from '../../base/digest.ts';
import type { LocalizedChart } from '../../model/chart.ts';
import type { ParameterValues } from '../../model/parameter.ts';
import type { ChartDrawer, ChartRequest } from './pool.ts';

export interface KeptDrawings {
  /** Those of the briefing: each choice of values keeps its drawings. */
  parameters?: ParameterValues | undefined;
  /** False where nothing is kept yet: nothing is looked for, and a thread begins to draw at once. */
  isWarm?: boolean;
}

/**
 * A drawer that draws a chart once: the same chart with the same setting comes from the cache. All drawings of a briefing are
 * one entry, read with the first and written when the drawer is closed: a hundred files would take longer than what is in them.
 */
export function keepDrawings(
  drawer: ChartDrawer,
  cache: ByteCache,
  { parameters = {}, isWarm = true }: KeptDrawings = {},
): ChartDrawer {
  const entry = JSON.stringify(['drawings', parameters]);
  const digests = new WeakMap<LocalizedChart, string>();
  let setting = '';
  let drawings: Promise<Map<string, KeptDrawing>> | undefined;
  const used = new Set<string>();
  let isChanged = false;
  return {
    set(next) {
      setting = digest(JSON.stringify(next));
      drawer.set(next);
    },
    async draw(chart, request) {
      const [slot, key] = [slotOf(chart, request), keyOf(chart, request)];
      drawings ??= isWarm ? cache.get(entry).then(unpack) : Promise.resolve(new Map());
      used.add(slot);
      const before = isWarm ? (await drawings).get(slot) : undefined;
      if (before?.key === key) return JSON.parse(before.json.toString());
      const drawing = await drawer.draw(chart, request);
      (await drawings).set(slot, { key, json: Buffer.from(JSON.stringify(drawing)) });
      isChanged = true;
      return drawing;
    },
    async close() {
      await drawer.close();
      if (drawings && isChanged) await cache.set(entry, pack(await drawings, used));
    },
  };

  function keyOf(chart: LocalizedChart, request: ChartRequest): string {
    const known = digests.get(chart) ?? digest(JSON.stringify(chart));
    digests.set(chart, known);
    return digest(JSON.stringify([setting, known, request]));
  }
}

/** A drawing as JSON, and what it was drawn of. */
interface KeptDrawing {
  key: string;
  json: Buffer;
}

/** Drawings of one place in a briefing follow each other: the newest is kept. */
function slotOf({ id, languages }: LocalizedChart, { width, screen, standalone }: ChartRequest): string {
  return JSON.stringify([id, languages, width, screen && (screen.isNarrow ?? false), standalone !== undefined]);
}

/** Charts come and go: so many are kept beside those of the last run. */
const mostOthers = 300;

/** One line of JSON, `[[slot, key, bytes], …]`, and then the drawings in a row. */
function pack(drawings: ReadonlyMap<string, KeptDrawing>, used: ReadonlySet<string>): Uint8Array {
  const all = [...drawings];
  const others = all.filter(([slot]) => !used.has(slot)).slice(-mostOthers);
  const newest = [...others, ...all.filter(([slot]) => used.has(slot))];
  const heads = newest.map(([slot, { key, json }]) => [slot, key, json.length]);
  return Buffer.concat([Buffer.from(`${JSON.stringify(heads)}\n`), ...newest.map(([, { json }]) => json)]);
}

function unpack(bytes: Uint8Array | undefined): Map<string, KeptDrawing> {
  if (!bytes) return new Map();
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = packed.indexOf('\n') + 1;
  const heads: [slot: string, key: string, length: number][] = JSON.parse(packed.toString('utf8', 0, at));
  return new Map(
    heads.map(([slot, key, length]) => {
      at += length;
      return [slot, { key, json: packed.subarray(at - length, at) }];
    }),
  );
}
