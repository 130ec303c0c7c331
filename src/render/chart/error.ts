/** A specification that Vega-Lite or Vega cannot draw: the author's mistake, in their words. */
export class ChartError extends Error {
  override name = 'ChartError';
}
