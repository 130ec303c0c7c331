import { roundNumbers } from './numbers.ts';

type Point = readonly [x: number, y: number];

/**
 * Shortens the `d` of a path. Long paths of straight lines, as maps have them, lose the points that nobody can see
 * (less than a pixel from the line without them) and become relative with one decimal; other paths only lose decimals.
 */
export function shortenPath(path: string): string {
  if (path.length < 600 || !straight.test(path)) return roundNumbers(path, curved.test(path) ? 2 : 1);
  const before = shortened.get(path);
  if (before !== undefined) return before;
  const made = lines(path).map(writeLine).join('');
  if (shortened.size >= most) shortened.clear();
  shortened.set(path, made);
  return made;
}

/** Outlines of a map come again in each language, and in each briefing of a batch. */
const shortened = new Map<string, string>();
const most = 500;

const straight = /^[MLZ\d.,eE+\s-]*$/;
const curved = /[ACQST]/i;
/** Most of a pixel, in tenths. */
const tolerance = 8;

interface Line {
  points: Point[];
  closed: boolean;
}

function lines(path: string): Line[] {
  return [...path.matchAll(/M([^MZ]*)(Z?)/g)].map(([, points = '', close]) => ({
    points: [...points.matchAll(/(-?[\d.]+(?:e[-+]?\d+)?)[,\s]+(-?[\d.]+(?:e[-+]?\d+)?)/gi)].map(
      ([, x, y]) => [Math.round(Number(x) * 10), Math.round(Number(y) * 10)] as const,
    ),
    closed: close === 'Z',
  }));
}

/** Coordinates are whole tenths of a pixel, so that rounding errors do not add up. */
function writeLine({ points, closed }: Line): string {
  const kept = visible(points);
  const [first, ...rest] = kept;
  if (!first) return '';
  let before = first;
  const steps = rest.map((point) => {
    const step = [point[0] - before[0], point[1] - before[1]] as const;
    before = point;
    return pair(step);
  });
  const drawn = steps.length > 0 ? `l${steps.join(' ').replaceAll(' -', '-')}` : '';
  return `M${pair(first)}${drawn}${closed ? 'Z' : ''}`;
}

/** Ramer–Douglas–Peucker: drops the points that lie on the line between those kept, but for `tolerance` tenths. */
function visible(points: Point[]): Point[] {
  const keep = new Set([0, points.length - 1]);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    let farthest = -1;
    let farthestBy = tolerance;
    for (let i = from + 1; i < to; i++) {
      const distance = distanceToLine(points[i] as Point, points[from] as Point, points[to] as Point);
      if (distance > farthestBy) [farthest, farthestBy] = [i, distance];
    }
    if (farthest < 0) continue;
    keep.add(farthest);
    spans.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, index) => keep.has(index));
}

function distanceToLine([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length === 0) return Math.hypot(x - x1, y - y1);
  return Math.abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length;
}

function pair([x, y]: Point): string {
  return `${x / 10}${y < 0 ? '' : ','}${y / 10}`;
}
