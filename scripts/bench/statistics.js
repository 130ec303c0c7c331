/** The middle of the numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The middle of what pairs of runs, measured one after the other, have for a ratio. */
export function medianRatio(runs, floor, pick = ({ time }) => time) {
  return median(runs.map((run, at) => pick(run) / pick(floor[at])));
}

/** A line of a table: a name, then cells. */
export function line(name, cells, width = 12) {
  return name.padEnd(24) + cells.map((cell) => String(cell).padStart(width)).join('');
}
